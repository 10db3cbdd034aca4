# ruff: noqa: E501
"""Small exports of banks, each as its bank writes it; what is in them is invented."""

MONZO = """\
Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split
tx_1,03/11/2026,09:12:01,Card payment,Elm Cinema,🎬,Entertainment,-10.99,GBP,-10.99,GBP,,,,ELM CINEMA,
tx_2,04/11/2026,10:00:00,Faster payment,Dana Okafor,,Transfers,-180.00,GBP,-180.00,GBP,hours October,,,,
tx_3,05/11/2026,08:00:00,Faster payment,Elmshire Council,,Income,880.00,GBP,880.00,GBP,,,,,
"""

STARLING = """\
Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes
03/11/2026,Elm Cinema,ELM CINEMA,CARD,-10.99,489.01,ENTERTAINMENT,
04/11/2026,Dana Okafor,Hours October,FASTER PAYMENT,-180.00,309.01,PAYMENTS,
"""

LLOYDS = """\
Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance,
04/11/2026,FPO,'30-99-50,12345678,DANA OKAFOR,180.00,,309.01,
03/11/2026,DEB,'30-99-50,12345678,ELM CINEMA,10.99,,489.01,
01/11/2026,BGC,'30-99-50,12345678,ELMSHIRE CC,,500.00,500.00,
"""

BARCLAYS = """\
Number,Date,Account,Amount,Subcategory,Memo
,03/11/2026,20-00-00 12345678,-10.99,PAYMENT,ELM CINEMA         ON 02 NOV          BCC
,04/11/2026,20-00-00 12345678,880.00,CREDIT,ELMSHIRE CC
"""

NATWEST = """\
Date,Type,Description,Value,Balance,Account Name,Account Number
03 Nov 2026,POS,"5320 02NOV26 , ELM CINEMA , GB",-10.99,489.01,OKAFOR D,600000-12345678
04 Nov 2026,D/D,HMRC NDDS,-60.00,429.01,OKAFOR D,600000-12345678
"""

NATIONWIDE = """\
"Account Name:","FlexAccount ****12345"
"Account Balance:","£429.01"
"Available Balance: ","£429.01"

"Date","Transaction type","Description","Paid out","Paid in","Balance"
"03 Nov 2026","Contactless payment","Café Élan","£10.99","","£489.01"
"04 Nov 2026","Direct debit","HMRC","£60.00","","£429.01"
"""

SANTANDER = """\
From: 01/11/2026 to 30/11/2026

Account: XXXX XXXX XXXX 1234

Date: 04/11/2026
Description: DIRECT DEBIT PAYMENT TO HMRC
Amount: -60.00 GBP
Balance: 429.01 GBP

Date: 03/11/2026
Description: CARD PAYMENT TO ELM CINEMA
Amount: -10.99 GBP
Balance: 489.01 GBP
"""

UNKNOWN = """\
When;What;How much
03.11.2026;Elm Cinema;-10.99
04.11.2026;Dana Okafor;-1 180.00
"""

OFX_1 = """\
OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>
<DTSERVER>20261106120000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>GBP<BANKACCTFROM><BANKID>200000<ACCTID>12345678<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261106
<STMTTRN><TRNTYPE>POS<DTPOSTED>20261103120000<TRNAMT>-10.99<FITID>1<NAME>ELM CINEMA</STMTTRN>
<STMTTRN><TRNTYPE>DIRECTDEBIT<DTPOSTED>20261104120000<TRNAMT>-60.00<FITID>2<NAME>HMRC<MEMO>475PW</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>429.01<DTASOF>20261106120000</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""

CAMT = """\
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr/>
<Stmt><Id>1</Id>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">500.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">429.01</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="GBP">10.99</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-03</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><RltdPties><Cdtr><Pty><Nm>Elm Cinema</Nm></Pty></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="GBP">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-04</Dt></BookgDt>
<NtryDtls><TxDtls><RmtInf><Ustrd>HMRC 475PW</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="GBP">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
