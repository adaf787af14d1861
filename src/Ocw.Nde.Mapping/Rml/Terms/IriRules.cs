using System.Buffers;
using System.Text;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>Makes an absolute IRI of a value: itself, or the base with it behind (RML Core §5.3, R2RML §7.3).</summary>
/// <param name="type">Which kind of IRI; the unsafe ones are not looked at.</param>
/// <param name="baseIri">The base, or <see langword="null"/> where none is known.</param>
/// <param name="isAbsoluteByForm">Whether every value begins with a scheme and is encoded, so that it needs no look.</param>
internal sealed class IriRules(TermType type, string? baseIri, bool isAbsoluteByForm)
{
    private static readonly SearchValues<byte> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), .. "<>\"{}|^`\\"u8, 0x7F]);

    private readonly byte[]? _base = baseIri is null ? null : Encoding.UTF8.GetBytes(baseIri);
    private readonly bool _isSafe = type is TermType.Iri or TermType.Uri;

    /// <summary>The IRI, or <see langword="null"/> where the value makes none: a fault.</summary>
    public ReadOnlyMemory<byte>? Make(in Value value, RecordNode record, RunState state)
    {
        if (isAbsoluteByForm)
            return value.Text;
        if (value.Kind == ValueKind.Composite)
        {
            state.Fault(record, "an array or object cannot be an IRI.");
            return null;
        }

        var text = value.Text;
        if (!IriResolver.IsAbsolute(text.Span))
        {
            if (_base is null)
            {
                state.Fault(record, $"«{value}» is a relative IRI, and there is no base: give the mapping a @base, the triples map an rml:baseIRI, or the command --base.");
                return null;
            }

            state.Arena.Begin();
            state.Arena.Write(_base);
            state.Arena.Write(text.Span);
            text = state.Arena.End();
        }

        if (_isSafe && !IsValid(text.Span))
        {
            state.Fault(record, $"«{Encoding.UTF8.GetString(text.Span)}» is not an IRI: it holds a space or another character that no IRI has. A template encodes its values; a reference does not.");
            return null;
        }

        return text;
    }

    private bool IsValid(ReadOnlySpan<byte> iri) =>
        !iri.ContainsAny(Forbidden) && (type is not TermType.Uri || !iri.ContainsAnyExceptInRange((byte)0, (byte)0x7F));
}
