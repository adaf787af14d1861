using System.Text;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>SPARQL Query Results XML Format (Second Edition).</summary>
internal sealed class XmlSolutionWriter(Utf8Output output) : ISolutionWriter
{
    private byte[][] _names = [];

    private static ReadOnlySpan<byte> Start => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"u8;

    public void Begin(IReadOnlyList<string> variables)
    {
        output.Write(Start);
        output.Write("<head>"u8);
        _names = [.. variables.Select(Encoding.UTF8.GetBytes)];
        foreach (var name in _names)
        {
            output.Write("<variable name=\""u8);
            XmlText.Write(output, name);
            output.Write("\"/>"u8);
        }

        output.Write("</head>\n<results>\n"u8);
    }

    public void BeginRow() => output.Write("<result>"u8);

    public void Write(int column, in TermSpan term)
    {
        output.Write("<binding name=\""u8);
        XmlText.Write(output, _names[column]);
        output.Write("\">"u8);
        WriteTerm(term);
        output.Write("</binding>"u8);
    }

    public void EndRow() => output.Write("</result>\n"u8);

    public void End()
    {
        output.Write("</results>\n</sparql>\n"u8);
        output.Flush();
    }

    public void Boolean(bool value)
    {
        output.Write(Start);
        output.Write(value ? "<head/>\n<boolean>true</boolean>\n</sparql>\n"u8 : "<head/>\n<boolean>false</boolean>\n</sparql>\n"u8);
        output.Flush();
    }

    public void Flush() => output.Flush();

    private void WriteTerm(in TermSpan term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                Element("<uri>"u8, term.Value, "</uri>"u8);
                break;
            case TermKind.BlankNode:
                Element("<bnode>"u8, term.Value, "</bnode>"u8);
                break;
            case TermKind.Literal:
                WriteLiteral(term);
                break;
            default:
                WriteTripleTerm(term);
                break;
        }
    }

    // SPARQL 1.2 Query Results XML §2.3.1
    private void WriteTripleTerm(in TermSpan term)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        output.Write("<triple><subject>"u8);
        WriteTerm(subject);
        output.Write("</subject><predicate>"u8);
        WriteTerm(predicate);
        output.Write("</predicate><object>"u8);
        WriteTerm(@object);
        output.Write("</object></triple>"u8);
    }

    private void WriteLiteral(in TermSpan term)
    {
        if (!term.Language.IsEmpty)
        {
            output.Write("<literal xml:lang=\""u8);
            XmlText.Write(output, term.Language);
            if (term.Direction != BaseDirection.None)
                output.Write(term.Direction == BaseDirection.LeftToRight ? "\" xmlns:its=\"http://www.w3.org/2005/11/its\" its:dir=\"ltr"u8 : "\" xmlns:its=\"http://www.w3.org/2005/11/its\" its:dir=\"rtl"u8);
            Element("\">"u8, term.Value, "</literal>"u8);
        }
        else if (!term.Datatype.IsEmpty)
        {
            output.Write("<literal datatype=\""u8);
            XmlText.Write(output, term.Datatype);
            Element("\">"u8, term.Value, "</literal>"u8);
        }
        else
        {
            Element("<literal>"u8, term.Value, "</literal>"u8);
        }
    }

    private void Element(ReadOnlySpan<byte> start, ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        output.Write(start);
        XmlText.Write(output, text);
        output.Write(end);
    }
}
