using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>SPARQL 1.1 Query Results CSV: values only; datatypes, languages and the difference between IRIs and literals are lost.</summary>
internal sealed class CsvSolutionWriter(Utf8Output output) : SeparatedSolutionWriter(output, (byte)',')
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create("\",\r\n"u8);

    protected override ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    protected override void WriteName(string variable) => WriteField(Encoding.UTF8.GetBytes(variable));

    protected override void WriteTerm(in TermSpan term)
    {
        if (term.Kind == TermKind.TripleTerm)
        {
            WriteTripleTerm(term);
            return;
        }

        if (term.Kind == TermKind.BlankNode)
            Output.Write("_:"u8);
        WriteField(term.Value);
    }

    // SPARQL 1.2 Query Results CSV §3.3: a triple term is written as SPARQL writes it, as one field.
    private void WriteTripleTerm(in TermSpan term)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        var form = new Utf8Output(text);
        TermText.Write(form, term);
        form.Flush();
        WriteField(text.WrittenSpan);
    }

    private void WriteField(ReadOnlySpan<byte> value)
    {
        if (!value.ContainsAny(NeedsQuotes))
        {
            Output.Write(value);
            return;
        }

        Output.Write((byte)'"');
        for (var at = value.IndexOf((byte)'"'); at >= 0; at = value.IndexOf((byte)'"'))
        {
            Output.Write(value[..(at + 1)]);
            Output.Write((byte)'"');
            value = value[(at + 1)..];
        }

        Output.Write(value);
        Output.Write((byte)'"');
    }
}
