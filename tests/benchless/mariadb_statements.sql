-- One statement a line; asked of both databases by test_sql_on_both.py.
-- grouping
select kind, count(*) from tabOrg group by kind order by kind
select region, sum(members) from tabOrg group by region with rollup
select region, kind, count(*), sum(money) from tabOrg group by region, kind with rollup
select ifnull(region, 'all') r, sum(members) from tabOrg where region is not null group by region with rollup
select region, count(*) n from tabOrg group by region with rollup having n > 1
select year(founded) y, month(founded) m, count(*) from tabOrg where founded is not null group by y, m with rollup
select region, group_concat(name order by name desc separator '/') from tabOrg group by region order by region
select group_concat(distinct kind order by kind) from tabOrg
select group_concat(name, ':', members order by members desc, name separator '; ') from tabOrg where members > 3
select group_concat(distinct region separator '|') from tabOrg where region = 'R1'
select count(distinct region), count(distinct region, kind), avg(members), min(founded), max(filed) from tabOrg
select sum(if(kind = 'dance', 1, 0)), sum(kind = 'dance'), count(if(members > 5, 1, null)) from tabOrg
select std(members), stddev_samp(members), variance(members), bit_or(members) from tabOrg
select region, sum(members) total from tabOrg group by region having total > 10 order by total desc
select left(founded, 7) as month, count(*) from tabOrg where founded is not null group by month order by month
select date_format(filed, '%Y-%m') m, sum(money) from tabOrg where filed is not null group by m order by m desc
-- joins, sub-queries
select o.name, r.title from tabOrg o left join tabRegion r on r.name = o.region order by o.name
select r.name, count(o.name) from tabRegion r left join tabOrg o on o.region = r.name group by r.name order by 1
select a.name, b.name from tabOrg a join tabOrg b on b.parent_org = a.name order by 1, 2
select name from tabOrg where region in (select name from tabRegion where `rank` > 1) order by name
select name, (select title from tabRegion r where r.name = o.region) title from tabOrg o order by name
select name from tabOrg o where exists (select 1 from tabOrg c where c.parent_org = o.name) order by name
select * from (select region, max(members) m from tabOrg group by region) x where m > 10 order by region
select o.name from tabOrg o natural join (select 'O-1' as name) z
select o.name, r.name from tabOrg o cross join tabRegion r where o.name = 'O-1' order by 2
select name from tabOrg where (region, kind) in (('R1', 'dance'), ('R2', 'dance')) order by name
select name from tabOrg where (region, kind) = ('R1', 'chess')
with recursive up(name, parent) as (select name, parent_org from tabOrg where name = 'O-4' union all select o.name, o.parent_org from tabOrg o join up on up.parent = o.name) select name from up
with big as (select * from tabOrg where members > 10) select name from big order by name
-- windows
select name, row_number() over (partition by region order by members desc, name) n from tabOrg order by name
select name, rank() over (order by members), sum(members) over (partition by region) from tabOrg order by name
select name, lag(name) over (order by name), ntile(2) over (order by name) from tabOrg order by name
-- unions
(select name from tabOrg order by members desc limit 2) union all (select name from tabRegion order by name limit 1)
select name from tabOrg union distinct select name from tabRegion order by name limit 3 offset 1
-- ordering, limits
select name from tabOrg order by field(region, 'R2', 'R1') desc, name
select name from tabOrg order by kind is null, kind, name
select name, members from tabOrg order by members desc, name limit 2, 3
select name from tabOrg order by rand() limit 0
select name from tabOrg order by if(members is null, 1, 0), members, name
select distinct kind from tabOrg order by kind
-- conditions
select name from tabOrg where kind = 'DANCE' order by name
select name from tabOrg where kind like 'd%' and story not like '%sing%' order by name
select name from tabOrg where story like '%100\%%'
select name from tabOrg where story like '%done\_%'
select name from tabOrg where story regexp 'dance|chess' order by name
select name from tabOrg where founded between '2024-01-01' and '2024-12-31' order by name
select name from tabOrg where founded >= date_sub('2024-03-01', interval 1 month) order by name
select name from tabOrg where date(filed) = '2024-01-31'
select name from tabOrg where filed > '2024-01-31' and filed < '2024-03-01' order by name
select name from tabOrg where opens > '12:00:00' order by name
select name from tabOrg where members <> 7 order by name
select name from tabOrg where not (members = 7) order by name
select name from tabOrg where !(members > 5) order by name
select name from tabOrg where members = '7' order by name
select name from tabOrg where parent_org <=> null order by name
select name from tabOrg where (parent_org is null) xor (members > 50) order by name
select name from tabOrg where year(founded) = 2024 && month(founded) in (1, 2) order by name
-- values of columns
select name, money / members, members / 2, members div 2, members % 5 from tabOrg order by name
select name, round(money, 1), truncate(money, 1), format(money, 2), cast(money as signed) from tabOrg order by name
select name, money * 1.1, money + members, -money from tabOrg order by name
select name, concat(kind, ' (', members, ')'), concat_ws('-', region, kind, members) from tabOrg order by name
select name, timestampdiff(day, founded, '2024-12-31'), datediff('2024-12-31', founded) from tabOrg order by name
select name, date_add(founded, interval members day) from tabOrg order by name
select name, founded + interval 1 month, filed - interval 1 hour, date(filed) from tabOrg order by name
select name, year(founded), quarter(founded), week(founded), dayname(founded), last_day(founded) from tabOrg order by name
select name, hour(opens), minute(opens), time_to_sec(opens), sec_to_time(members) from tabOrg order by name
select name, char_length(story), length(story), left(story, 3), substring_index(story, ' ', 1) from tabOrg order by name
select name, case when members > 10 then 'big' when members is null then '?' else 'small' end from tabOrg order by name
select name, if(members > 10, 'big', if(isnull(members), '?', 'small')), ifnull(kind, '-') from tabOrg order by name
select name, members > 10, members is null, kind = 'dance' from tabOrg order by name
select name as `Name:Link/Org:120`, members as 'Members:Int:80', money "Money:Currency" from tabOrg order by name
select md5(name), crc32(region), upper(kind), reverse(name) from tabOrg order by name
select json_object('n', name, 'm', members) from tabOrg order by name
select json_arrayagg(name) from tabOrg where region = 'R1'
select greatest(members, 10), least(members, 10) from tabOrg order by name
select sql_no_cache name from tabOrg use index (region) where region = 'R1' order by name
select 1 from dual where exists (select 1 from tabOrg)
select found.n from (select count(*) as n from tabOrg) found
-- user variables
select @n := 5
select name, @row := @row + 1 as nr from tabOrg, (select @row := 0) start order by name
select name, (@total := @total + ifnull(members, 0)) running from tabOrg join (select @total := 0) x order by name
-- full text
select name from tabOrg where match(story) against('dance' in boolean mode) order by name
select name from tabOrg where match(story) against('+dance +sing' in boolean mode) order by name
select name from tabOrg where match(story) against('+dance -sing' in boolean mode) order by name
select name from tabOrg where match(story) against('"square dance"' in boolean mode)
select name from tabOrg where match(story) against('elder* chess' in boolean mode) order by name
