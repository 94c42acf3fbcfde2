"""A Word template and its facts -> a file that a person signs. Plain values in, files out; knows no client from a
contract.

    amounts     an amount in words
    genitive    a name in the genitive
    word        template + facts -> the bytes of a .docx
    papers      which numbers are taken, and by what: the journal of issued documents
    shelving    a finished document into its folder, never over another
    pdf         LibreOffice makes a .pdf of it
"""
