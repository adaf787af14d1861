using System.Text;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>SPARQL 1.1 Query Results JSON Format, with what 1.2 adds where a term needs it.</summary>
internal sealed class JsonSolutionWriter(Utf8Output output) : ISolutionWriter
{
    private byte[][] _keys = [];
    private bool _firstRow = true;
    private bool _firstColumn;

    public void Begin(IReadOnlyList<string> variables)
    {
        output.Write("{\"head\":{\"vars\":["u8);
        _keys = [.. variables.Select(Encoding.UTF8.GetBytes)];
        for (var i = 0; i < _keys.Length; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            JsonText.WriteString(output, _keys[i]);
        }

        output.Write("]},\"results\":{\"bindings\":["u8);
    }

    public void BeginRow()
    {
        output.Write(_firstRow ? "\n{"u8 : ",\n{"u8);
        _firstRow = false;
        _firstColumn = true;
    }

    public void Write(int column, in TermSpan term)
    {
        if (!_firstColumn)
            output.Write((byte)',');
        _firstColumn = false;
        JsonText.WriteString(output, _keys[column]);
        WriteTerm(term);
    }

    public void EndRow() => output.Write((byte)'}');

    public void End()
    {
        output.Write("\n]}}\n"u8);
        output.Flush();
    }

    public void Boolean(bool value)
    {
        output.Write(value ? "{\"head\":{},\"boolean\":true}\n"u8 : "{\"head\":{},\"boolean\":false}\n"u8);
        output.Flush();
    }

    public void Flush() => output.Flush();

    private void WriteTerm(in TermSpan term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                output.Write(":{\"type\":\"uri\",\"value\":"u8);
                break;
            case TermKind.BlankNode:
                output.Write(":{\"type\":\"bnode\",\"value\":"u8);
                break;
            case TermKind.Literal:
                output.Write(":{\"type\":\"literal\","u8);
                WriteLiteralKind(term);
                output.Write("\"value\":"u8);
                break;
            default:
                WriteTripleTerm(term);
                return;
        }

        JsonText.WriteString(output, term.Value);
        output.Write((byte)'}');
    }

    // SPARQL 1.2 Query Results JSON §3.2.2: a triple term is an object of three terms.
    private void WriteTripleTerm(in TermSpan term)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        output.Write(":{\"type\":\"triple\",\"value\":{\"subject\""u8);
        WriteTerm(subject);
        output.Write(",\"predicate\""u8);
        WriteTerm(predicate);
        output.Write(",\"object\""u8);
        WriteTerm(@object);
        output.Write("}}"u8);
    }

    private void WriteLiteralKind(in TermSpan term)
    {
        if (!term.Language.IsEmpty)
        {
            output.Write("\"xml:lang\":"u8);
            JsonText.WriteString(output, term.Language);
            output.Write((byte)',');
            if (term.Direction != BaseDirection.None)
                output.Write(term.Direction == BaseDirection.LeftToRight ? "\"its:dir\":\"ltr\","u8 : "\"its:dir\":\"rtl\","u8);
        }
        else if (!term.Datatype.IsEmpty)
        {
            output.Write("\"datatype\":"u8);
            JsonText.WriteString(output, term.Datatype);
            output.Write((byte)',');
        }
    }
}
