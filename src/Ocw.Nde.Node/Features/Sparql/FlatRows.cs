using System.Buffers;
using System.Text.Json;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>
/// Solutions as an array of plain objects, <c>[{"name":"…"}]</c>: what TriplyDB answers to a query in a JSON body, and what story apps read. Terms are
/// their text; what is unbound is absent.
/// </summary>
internal sealed class FlatRows(SolutionSequence rows, IBufferWriter<byte> output) : IDisposable
{
    /// <summary>The media type.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    private const int RowsAtOnce = 512;

    private readonly Utf8JsonWriter _writer = new(output, new JsonWriterOptions { SkipValidation = true });
    private readonly JsonEncodedText[] _names = [.. rows.Variables.Select(v => JsonEncodedText.Encode(v))];
    private bool _begun;

    /// <summary>Writes the next piece.</summary>
    /// <returns>Whether there is more.</returns>
    public bool WriteSome()
    {
        if (!_begun)
            _writer.WriteStartArray();
        _begun = true;
        var more = true;
        for (var i = 0; i < RowsAtOnce && (more = rows.MoveNext()); i++)
        {
            _writer.WriteStartObject();
            for (var column = 0; column < _names.Length; column++)
            {
                if (rows.IsBound(column))
                    rows.Read(column, static (in TermSpan term, (Utf8JsonWriter Writer, JsonEncodedText Name) to) => to.Writer.WriteString(to.Name, term.Value), (_writer, _names[column]));
            }

            _writer.WriteEndObject();
        }

        if (!more)
            _writer.WriteEndArray();
        _writer.Flush();
        return more;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
