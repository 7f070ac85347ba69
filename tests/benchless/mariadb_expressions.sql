-- One expression a line; asked of both databases by test_sql_on_both.py.
concat('a', true)
concat(1.5, 'x')
upper('aé')
lower('AÉ')
reverse('备案')
repeat('ab', 3)
space(2)
rtrim(' a ')
ltrim(' a ')
trim('  a ')
trim(leading '0' from '007')
replace('aXbX', 'X', '-')
strcmp('a', 'b')
ascii('A')
ord('A')
char(65, 66)
hex(255)
hex('abc')
bin(5)
oct(9)
conv('ff', 16, 10)
rpad('a', 3, 'xy')
abs(-3)
sign(-2)
ceil(1.2)
ceiling(-1.2)
floor(-1.2)
mod(-7, 3)
-7 % 3
pow(2, 3)
power(2, -1)
sqrt(2)
exp(1)
ln(2)
log(2)
log(2, 8)
log10(100)
log2(8)
pi()
degrees(pi())
round(-2.5)
round(1234.5678, -2)
truncate(123.456, -1)
format(0.5, 0)
format(-1234.5, 1)
greatest('b', 'a')
least(2, 1.5)
nullif(1, 1)
1 = 1.0
'a' = 'A'
'10' = 10
'1abc' + 1
'5' * '2'
5 / 2 * 2
2 between 1 and 3
'b' in ('A', 'B')
null is null
null = null
not null
1 and null
0 and null
1 or null
null <=> null
3 & 2
3 | 4
6 ^ 3
~0 & 255
1 << 4
256 >> 4
case 2 when 1 then 'a' when 2 then 'b' else 'c' end
case when 1 > 2 then 'x' end
if('a', 1, 2)
if('1', 1, 2)
ifnull(nullif('', ''), 'empty')
coalesce(null, null)
cast('3.7' as signed)
cast(-1.5 as signed)
cast('2.345' as decimal(10,1))
cast('a' as signed)
cast('2024-01-31' as datetime)
cast(20240131 as date)
cast('10:20' as time)
cast(1 as char(3))
convert('2024-02-30', date)
convert('ab' using utf8mb4)
binary 'a' = 'A'
'abc' like 'A_C'
'a%c' like 'a!%c' escape '!'
'abc' rlike '^a.c$'
'ABC' regexp 'b'
regexp_replace('a1b22', '[0-9]+', '#')
regexp_substr('a1b22', '[0-9]+')
regexp_instr('a1b22', '[0-9]+')
date('2024-01-31 10:00:00')
time('2024-01-31 10:20:30')
dayofmonth('2024-01-31')
dayofyear('2024-12-31')
monthname('2024-02-01')
weekofyear('2021-01-03')
week('2021-01-03', 3)
yearweek('2021-01-03', 1)
second('10:20:30')
microsecond('10:20:30.000123')
extract(day from '2024-01-31')
extract(hour_minute from '2024-01-31 10:20:30')
date_add('2024-02-29', interval 1 year)
date_add('2024-01-31', interval 1 quarter)
date_add('2024-01-31', interval 2 week)
date_add('2024-01-31 23:59:59', interval 1 second)
date_sub('2024-03-01', interval 1 day)
date_add('2024-01-31', interval 90 minute)
adddate('2024-01-01', interval 1 month)
subdate('2024-01-01', 1)
addtime('10:00:00', '01:30:00')
subtime('10:00:00', '00:30:00')
maketime(10, 20, 30)
timestamp('2024-01-31')
timestamp('2024-01-31', '10:00:00')
timestampadd(month, 1, '2024-01-31')
timestampdiff(hour, '2024-01-01', '2024-01-02 03:00:00')
timestampdiff(quarter, '2024-01-01', '2024-12-31')
timestampdiff(week, '2024-01-01', '2024-01-15')
timestampdiff(minute, '2024-01-01 10:00:00', '2024-01-01 09:58:30')
timestampdiff(second, '10:00:00', '10:00:05')
datediff(null, '2024-01-01')
last_day('2023-02-15')
period_add(202412, 2)
to_seconds('2024-01-01')
time_format('13:05:09', '%H %i %s %p %h')
date_format('2024-01-31 09:05:07', '%Y年%c月%e日 %k:%i:%s')
date_format('2024-01-31', '%a %d %f %H %I %l %r %T %U %V %X %w')
date_format(null, '%Y')
str_to_date('2024年1月31日', '%Y年%c月%e日')
str_to_date('10:20:30', '%H:%i:%s')
convert_tz('2024-01-01 00:00:00', '+00:00', '+08:00')
json_extract('{"a": [1, 2]}', '$.a[1]')
json_value('{"a": "b"}', '$.a')
json_length('[1,2,3]')
json_valid('{')
json_contains('[1,2]', '2')
json_object('a', 1, 'b', 'x')
json_array(1, 'a', null)
json_unquote('"a"')
json_type('[1]')
json_quote('a')
json_keys('{"a":1,"b":2}')
crc32('a')
sha1('a')
sha('a')
sha2('a', 256)
to_base64('abc')
from_base64('YWJj')
inet_aton('10.0.0.1')
soundex('hello')
elt(1, 'a')
elt(5, 'a')
field('x', 'a')
find_in_set('z', 'a,b')
make_set(5, 'a', 'b', 'c')
export_set(5, 'Y', 'N', ',', 4)
insert('abc', 9, 1, 'z')
interval(23, 1, 15, 17, 30)
quote("it's")
bit_length('a')
bit_count(7)
left('abc', 0)
right('abc', 9)
substring('abc', 2)
substring_index('abc', 'x', 1)
1 xor 1
not 1
!1
5 mod 3
5 div 0
mod(5, 0)
'x' || 'y'
true && false
10 % 3
0.1 + 0.2
1e3
0x41
x'4142'
b'101' + 0
1.0 / 3
