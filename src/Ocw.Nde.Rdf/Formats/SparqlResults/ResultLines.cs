using System.Text;
using System.Text.Unicode;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>The text of a CSV or TSV document.</summary>
internal static class ResultLines
{
    internal static string Decode(ReadOnlySpan<byte> document)
    {
        if (!Utf8.IsValid(document))
        {
            var index = Utf8Text.ValidLength(document);
            var at = TextPosition.Start.Advance(document[..index]);
            throw new RdfSyntaxException(InvalidText.Expected, InvalidText.Describe(document, index, 0), at.Line, at.Column);
        }

        return Encoding.UTF8.GetString(document.StartsWith("\uFEFF"u8) ? document[3..] : document);
    }
}
