"""Why a bank refused or returned a payment, in words that somebody can act on."""

# ISO 20022 external status reason codes that UK banks use, for payments and for whole files.
REASONS: dict[str, str] = {
    "AC01": "The account number is not right. Ask for the account again by the link.",
    "AC02": "The bank does not know our own account number. Tell finance.",
    "AC03": "The payee's account number is not right. Ask for the account again by the link.",
    "AC04": "The account is closed. Ask for another account by the link.",
    "AC05": "Our own account is closed. Tell finance.",
    "AC06": "The account is blocked. Ask for another by the link, or wait until it is free.",
    "AC07": "The payee's account is closed. Ask for another account by the link.",
    "AC08": "The sort code is not right. Ask for the account again by the link.",
    "AC13": "Our own account cannot make this kind of payment. Tell finance.",
    "AC14": "The account cannot take this kind of payment. Ask for a current account by the link.",
    "AG01": "The account may not take this kind of payment. Ask for a current account by the link.",
    "AG02": "The bank does not know this kind of payment. Tell finance.",
    "AG03": "The payee's bank does not take this kind of payment. Ask for another by the link.",
    "AGNT": "The sort code is not of the payee's bank. Ask for the account again by the link.",
    "AM01": "The amount was nothing. Tell finance.",
    "AM02": "The amount is more than the bank allows. Tell finance.",
    "AM04": "There was not enough in our account. Tell finance; the payee need do nothing.",
    "AM05": "The bank has had this payment before. See whether it was paid before you pay again.",
    "AM09": "The bank received another amount than was meant. Tell finance.",
    "AM10": "The sum of the file does not agree with its payments. Tell finance.",
    "AM13": "The amount is more than one payment of this kind may be. Tell finance.",
    "AM14": "The amount is more than our agreement with the bank allows. Tell finance.",
    "AM18": "The file says another number of payments than it has. Tell finance.",
    "BE01": "The name is not that of the account. Check both with the payee by the link.",
    "BE04": "The bank wants the payee's address. Tell finance.",
    "BE05": "The bank does not know who sent the file. Tell finance.",
    "BE06": "The bank does not know this payee. Ask for the account again by the link.",
    "CNOR": "The payee's bank cannot be reached this way. Ask for another account by the link.",
    "CURR": "The account does not hold pounds. Ask for another account by the link.",
    "CUST": "The payer or the payee stopped it. Ask finance and the payee before you pay again.",
    "DT01": "The pay date is not right. Tell finance.",
    "DU01": "The bank has had this file before. See what was paid before anything is sent again.",
    "DU02": "The bank has had this batch before. See what was paid before anything is sent again.",
    "DU03": "The bank has had this payment before. See whether it was paid before you pay again.",
    "DUPL": "The bank has had this payment before. See whether it was paid before you pay again.",
    "ED05": "The payment was not settled between the banks. Tell finance; it can be sent again.",
    "FF01": "The bank could not read the file. Tell finance.",
    "FOCR": "The money came back because we asked for it.",
    "FRAD": "The bank suspects fraud. Stop, and speak to finance before you speak to the payee.",
    "LEGL": "The bank may not make this payment by law. Speak to finance before the payee.",
    "MD06": "The payee asked for the money to be sent back. Ask them why before you pay again.",
    "MD07": "The bank says that the payee has died. Pay nothing more, and check before you write.",
    "MS02": "The payee sent it back and gave no reason. Ask them, or ask for another account.",
    "MS03": "The bank gave no reason. Ask finance to ask the bank; the account may need checking.",
    "NARR": "The bank wrote the reason as a note. Ask finance to read it in the bank's report.",
    "NOAS": "The payee did not answer their bank. Ask them to speak to it, then pay again.",
    "RC01": "The sort code is not right. Ask for the account again by the link.",
    "RC03": "The sort code of our own account is not right. Tell finance.",
    "RC04": "The payee's sort code is not right. Ask for the account again by the link.",
    "RR01": "The bank wants more about our own account. Tell finance.",
    "RR02": "The bank wants our own name or address. Tell finance.",
    "RR03": "The bank wants the payee's name or address. Tell finance.",
    "RR04": "The bank may not make this payment, by a rule. Speak to finance before the payee.",
    "TM01": "The file reached the bank too late in the day. Tell finance; it can be sent again.",
}

# A file uploaded twice is refused the second time, though the first one was paid: were these
# read as failures, everybody would be paid again.
DUPLICATES = frozenset({"AM05", "DU01", "DU02", "DU03", "DUPL"})
WHY_NOT_DUPLICATE = "The bank had this before, so it has not failed. See what became of the first."


def explain(reason_code: str) -> str:
    """Say what a reason code means for whoever must act on it."""
    if not reason_code:
        return "The bank gave no reason. Ask finance to ask the bank."
    unknown = f"The bank gave the reason {reason_code}. Ask finance to ask the bank what it means."
    return REASONS.get(reason_code, unknown)
