"""Who may do what with the documents of the processes, in the words of the tests: nothing here is computed.

Columns and stages follow the matrix of rights, the row rules and the states of each process in the design
documents. A person named with a star does it wherever he is, one without only in his own place: at or above
the village or street of the document, or for its organization. Nobody else does; `*` means every other state,
(second) the second of two people who decide in one state.
"""

# Lists, reports, counts and the document itself.
READS = """
CSO Activity
    Draft: rep
    *: rep vil tcl tld cof cld cio cil sta aud adm
CSO Annual Review Batch
    Draft: cof cld cio cil sta aud adm
    *: rep* vil* tcl* tld* cof* cld* cio cil ope sta aud* adm
CSO Annual Review
    *: rep vil tcl tld cof cld cio cil sta aud adm
CSO Service Catalogue Item
    *: rep* vil* tcl* tld* pro* cof* cld* fin* cio cil ope exp* sta aud* adm
CSO Negative List Rule
    *: rep* vil* tcl* tld* pro* cof* cld* fin* cio cil ope exp* sta aud* adm
CSO Procurement Limit
    *: rep* vil* tcl* tld* pro* cof* cld* fin* cio cil ope exp* sta aud* adm
CSO Service Demand
    Draft: rep
    *: rep vil tcl tld pro cof cld cio cil sta aud adm
CSO Purchase Project
    Draft: pro
    *: tcl tld pro cof cld fin cio cil sta aud adm
CSO Provider Selection
    Draft: pro
    *: tcl tld pro cof cld fin cio cil exp sta aud adm
CSO Score Sheet
    Open: exp
    Handed In: tcl tld pro cof cld exp aud
CSO Service Contract
    Draft: tcl tld pro cof cld fin cil
    *: rep tcl tld pro cof cld fin cio cil sta aud adm
CSO Service Acceptance
    Draft: tcl tld pro
    *: rep tcl tld pro cof cld fin cio cil sta aud adm
CSO Payment Request
    Draft: rep
    *: rep tcl tld pro cof cld fin sta aud adm
CSO Performance Evaluation
    Draft: tcl tld pro
    *: rep tcl tld pro cof cld fin cio cil sta aud adm
CSO Purchase Disclosure
    *: tcl tld pro cof cld fin cio cil sta aud adm
CSO Provider Complaint
    *: rep tcl tld pro cof cld cio cil sta aud adm
CSO Rural Pilot Batch
    Draft: cof cld cio cil sta aud adm
    *: rep* vil* tcl* tld* cof* cld* cio cil ope exp* sta aud* adm
CSO Rural Pilot
    Draft: rep vil
    *: rep vil tcl tld cof cld cio cil exp sta aud adm
CSO Experience
    Draft: vil tcl tld cof cld cio cil sta aud adm
    Published: rep* vil* tcl* tld* cof* cld* cio cil ope exp* sta aud* adm
CSO Period Snapshot
    *: cof cld fin cio cil sta aud adm
CSO Plan Target
    *: cof cld fin cio cil sta aud adm
CSO Credit Record
    *: rep vil tcl tld cof cld cio cil sta aud adm
CSO Credit List Entry
    Draft: cof cld cil
    *: rep vil tcl tld cof cld cio cil sta aud adm
CSO Penalty Record
    *: rep vil tcl tld cof cld cio cil sta aud adm
CSO Rectification Order
    Draft: tcl tld cof cld
    *: rep vil tcl tld cof cld cio cil sta aud adm
CSO Spot Check
    *: rep vil tcl tld cof cld cio cil sta aud adm
CSO Custody Account
    *: rep vil tcl tld pro cof cld fin cio cil sta aud adm
CSO Publicity Notice
    Draft: vil tcl tld pro cof cld cio cil sta aud adm
    *: rep* vil tcl tld pro cof cld cio cil sta aud adm
"""

# What the author wrote; while a case runs its steps say who changes which field, and nobody this one.
WRITES = """
CSO Activity
    Published: vil
    Draft, Returned for Correction, Withdrawn: rep
CSO Annual Review Batch
    *: cof cld
CSO Annual Review
    Concluded: rep tcl
    Publicity: cof
    Published: rep cof
    Withdrawn: rep
    Rectifying, Rectified: tcl cof
    Draft, Overdue, Returned for Correction: rep vil
CSO Service Catalogue Item
    *: cof* adm
CSO Negative List Rule
    *: cof* adm
CSO Procurement Limit
    *: cof adm
CSO Service Demand
    Draft: rep
    Confirmed: tcl pro
    Returned for Correction: rep vil
    Adopted, Closed: pro
CSO Purchase Project
    Returned for Correction: tcl pro
    Draft, Approved, In Selection, Awarded, Contracted, Closed, Failed, Cancelled, Rejected, Withdrawn: pro
CSO Provider Selection
    Published, Opened, Scored: tcl pro
    Draft, Publicity, Awarded, Failed: pro
CSO Score Sheet
    *: exp
CSO Service Contract
    Draft, Returned for Correction: tcl pro
    Approved, Signed, Active, Suspended, Completed, Terminated, Cancelled: pro
CSO Service Acceptance
    Confirmed: pro
    Draft, Returned for Correction: tcl pro
CSO Payment Request
    Draft: rep
    Returned for Correction: rep pro
    To Pay, Paid, Rejected: fin
CSO Performance Evaluation
    Confirmed: pro
    Draft, Returned for Correction: tcl pro
CSO Purchase Disclosure
    *: tcl tld pro cof cld fin cil
CSO Provider Complaint
    *: rep tcl tld pro
CSO Rural Pilot Batch
    *: cof cld cio cil
CSO Rural Pilot
    Implementing: vil tcl cof cld
    Suspended: cof cld
    Draft, Final Self-evaluation, Evaluated, Returned for Correction, Withdrawn: vil
    Publicity, Approved, Mid-term Check, Summarised, Promoted, Not Selected, Failed: cof
CSO Experience
    *: cof cld cio cil
CSO Period Snapshot
    *: cof cld cio cil sta
CSO Plan Target
    *: cof cld cio cil
CSO Credit Record
    *: cof cld cil
CSO Credit List Entry
    Removal Decision: cld
    Draft, Listed, Removed, Dropped: cof
CSO Penalty Record
    *: cof cld cil
CSO Rectification Order
    Issued: rep tld cld
    Draft, Verified, Failed: tcl cof
CSO Spot Check
    *: cof cld cil
CSO Custody Account
    *: cof cld
CSO Publicity Notice
    *: vil tcl tld pro cof cld cio cil
"""

# Drafts and what was not published; records of what happened stay.
DELETES = """
CSO Activity
    Draft: rep
CSO Annual Review Batch
    Draft: cof
CSO Annual Review
    Draft: rep
CSO Service Catalogue Item
    *: cof* adm
CSO Negative List Rule
    *: cof* adm
CSO Procurement Limit
    *: cof adm
CSO Service Demand
    Draft: rep
CSO Purchase Project
    Draft: pro
CSO Provider Selection
    Draft: pro
CSO Service Contract
    Draft: tcl pro
CSO Service Acceptance
    Draft: tcl pro
CSO Payment Request
    Draft: rep
CSO Performance Evaluation
    Draft: tcl pro
CSO Rural Pilot Batch
    Draft: cof cio
CSO Rural Pilot
    Draft: vil
CSO Experience
    Draft: cof cio
CSO Period Snapshot
    *: cof cio sta
CSO Plan Target
    *: cof cio
CSO Credit List Entry
    Draft: cof
CSO Rectification Order
    Draft: tcl cof
CSO Publicity Notice
    Draft: vil tcl pro cof cio
"""

# Buttons by state, each with whoever sees it.
ACTS = """
CSO Activity
    Draft: rep Submit, Withdraw
    Village Confirmation: rep Withdraw; vil Agree, Return for Correction
    Returned for Correction: rep Resubmit, Withdraw
CSO Annual Review
    Draft: rep Submit, Withdraw; vil Submit
    Overdue: rep Submit; vil Submit
    Village Review: rep Withdraw; vil Agree, Return for Correction
    Town Review: tcl Conclude, Return for Correction
    Town Review (second): tld Conclude, Return for Correction
    County Examination: cof Propose, Return for Correction
    County Conclusion: cld Conclude
    Returned for Correction: rep Resubmit, Withdraw; vil Resubmit
    Concluded: rep Raise Objection; tcl Order Rectification
    Publicity: cof Publish, Raise Objection
    Published: rep Raise Objection; cof Order Rectification
    Rectifying: tcl Rectified; cof Rectified
    Under Objection: cld Reverse, Uphold
CSO Service Demand
    Draft: rep Submit
    Village Confirmation: vil Agree, Return for Correction
    Town Confirmation: tcl Agree, Refuse, Return for Correction
    Confirmed: tcl Close; pro Adopt, Close
    Returned for Correction: rep Resubmit; vil Resubmit
CSO Purchase Project
    Draft: pro Submit, Withdraw
    Town Review: tld Agree, Refuse, Return for Correction; pro Withdraw
    Finance Review: pro Withdraw; fin Approve, Refuse, Return for Correction
    County Review: cof Approve, Return for Correction
    County Review (second): cld Approve, Refuse, Return for Correction
    City Review: cil Approve, Refuse
    In Selection: pro Award, Fail
    Awarded: pro Contract
    Contracted: pro Close
    Returned for Correction: tcl Resubmit, Withdraw; pro Resubmit, Withdraw
    Approved, Failed: pro Cancel, Open Selection
CSO Provider Selection
    Draft: pro Publish
    Published: tcl Fail, Open; pro Fail, Open
    Opened: tcl Fail, Score; pro Fail, Score
    Scored: tcl Propose; pro Propose
    Award Decision: tld Approve, Refuse, Return for Correction
    Publicity: pro Award, Fail
CSO Service Contract
    Draft: tcl Submit; pro Cancel, Submit
    Finance Review: fin Agree, Return for Correction
    Leader Approval: tld Approve, Return for Correction
    Exception Decision: cld Approve, Return for Correction
    Approved: pro Sign
    Signed: pro Activate
    Active: pro Complete, Suspend, Terminate
    Suspended: pro Resume, Terminate
    Returned for Correction: tcl Resubmit; pro Cancel, Resubmit
CSO Service Acceptance
    Draft: tcl Panel Signed; pro Panel Signed
    Confirmation: tld Confirm, Return for Correction
    Returned for Correction: tcl Resubmit; pro Resubmit
CSO Payment Request
    Draft: rep Submit
    Purchaser Check: tcl Agree, Refuse, Return for Correction
    Finance Review: fin Agree, Return for Correction
    Leader Approval: tld Approve, Refuse, Return for Correction
    To Pay: fin Pay
    Returned for Correction: rep Resubmit; pro Resubmit
CSO Performance Evaluation
    Draft: tcl Submit; pro Submit
    Confirmation: tld Confirm, Return for Correction
    Returned for Correction: tcl Resubmit; pro Resubmit
CSO Rural Pilot
    Draft: vil Submit, Withdraw
    Town Recommendation: vil Withdraw; tcl Recommend, Return for Correction
    Town Recommendation (second): vil Withdraw; tld Recommend, Refuse, Return for Correction
    County Screening: vil Withdraw; cof Agree, Return for Correction
    County Screening (second): vil Withdraw; cld Agree, Refuse, Return for Correction
    Publicity: cof Approve, Fail
    City Confirmation: cil Approve, Refuse
    Approved: cof Start
    Implementing: vil Finish; cof Check; cld Extend, Suspend
    Mid-term Check: cof Continue
    Final Self-evaluation: vil Submit for Evaluation
    County Evaluation: cof Evaluate
    County Evaluation (second): cld Evaluate, Fail
    City Acceptance: cil Accept, Refuse
    Evaluated: vil Summarise
    Summarised: cof Promote
    Returned for Correction: vil Resubmit, Withdraw
    Suspended: cld Fail, Resume
CSO Credit List Entry
    Draft: cof Drop, Submit
    Listed: cof Request Removal
    Listing Decision, Removal Decision: cld Approve, Refuse
CSO Rectification Order
    Draft: tcl Issue; cof Issue
    Issued: rep Submit; tld Extend, Fail; cld Extend, Fail
    Rectification Check: tcl Fail, Verify
"""

# In one's own place, or for one's own organization.
CREATES = """
CSO Activity: rep
CSO Annual Review Batch: cof
CSO Annual Review: rep
CSO Service Catalogue Item: cof* adm
CSO Negative List Rule: cof* adm
CSO Procurement Limit: cof adm
CSO Service Demand: rep vil tcl pro
CSO Purchase Project: tcl pro
CSO Provider Selection: tcl pro
CSO Service Contract: tcl pro
CSO Service Acceptance: tcl pro
CSO Payment Request: rep pro
CSO Performance Evaluation: tcl pro
CSO Purchase Disclosure: tcl pro
CSO Provider Complaint: rep tcl pro
CSO Rural Pilot Batch: cof cio
CSO Rural Pilot: vil
CSO Experience: cof cio
CSO Period Snapshot: cof cio sta
CSO Plan Target: cof cio
CSO Credit Record: cof
CSO Credit List Entry: cof
CSO Penalty Record: cof
CSO Rectification Order: tcl cof
CSO Spot Check: cof
CSO Custody Account: cof
CSO Publicity Notice: vil tcl pro cof cio
"""

# Lists leave the house with those who answer for it; the others read on the screen.
NOT_EXPORTING = ("rep", "vil", "exp")
# Nobody hands rights on by himself; no document of these is submitted in the technical sense.
NOBODY = ("share", "submit", "cancel", "amend")
