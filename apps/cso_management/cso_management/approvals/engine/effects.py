"""What an act does to the case, by name."""

FORWARD, WAITING, REFUSE, RETURN, BACK, WITHDRAW, TERMINATE, TAKE_BACK, OPEN, RESUBMIT, ADOPT = (
	"forward",
	"waiting",
	"refuse",
	"return",
	"back",
	"withdraw",
	"terminate",
	"take back",
	"open",
	"resubmit",
	"adopt",
)
