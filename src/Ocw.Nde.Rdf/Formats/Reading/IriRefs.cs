using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Reads what stands between <c>&lt;</c> and <c>&gt;</c>.</summary>
/// <remarks><c>[18] IRIREF ::= '&lt;' ([^#x00-#x20&lt;&gt;"{}|^`\] | UCHAR)* '&gt;'</c></remarks>
internal static class IriRefs
{
    internal const string Expected = "an IRI without spaces, controls or any of < > \" { } | ^ ` \\";

    /// <summary>
    /// Where the vectorised scan stops: at the end of the IRI, at bytes that it may not hold, and at bytes that <see cref="Decode"/> must look at
    /// (escapes, percent signs, brackets, and E2, the first byte of the bidirectional controls).
    /// </summary>
    internal static readonly SearchValues<byte> Stops =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), .. "<>\"{}|^`\\%[]"u8, 0xE2]);

    private static readonly SearchValues<byte> NeedsCopy =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), .. "<>\"{}|^`\\"u8]);

    /// <summary>The IRI that <paramref name="raw"/> writes: itself where nothing has to change, else a slice of <paramref name="scratch"/>.</summary>
    /// <param name="raw">The bytes between the brackets.</param>
    /// <param name="escapes">Whether <c>\u</c> escapes are resolved, as in the Turtle family; XML has none.</param>
    /// <param name="repair">Percent-encode forbidden characters instead of refusing them.</param>
    /// <param name="scratch">Takes the decoded IRI, appended.</param>
    /// <param name="iri">The IRI.</param>
    /// <param name="doubts">What should be reported.</param>
    internal static TokenFault Decode(ReadOnlySpan<byte> raw, bool escapes, bool repair, ByteBuffer scratch, out ReadOnlySpan<byte> iri, out IriDoubts doubts)
    {
        var repaired = IriDoubts.None;
        iri = raw;
        if (raw.ContainsAny(NeedsCopy))
        {
            var start = scratch.Length;
            var fault = Copy(raw, escapes, repair, scratch, ref repaired);
            iri = scratch.From(start);
            if (fault.IsFault)
            {
                doubts = IriDoubts.None;
                return fault;
            }
        }

        var inspected = IriCheck.Inspect(iri, out doubts);
        if (inspected.IsFault && repair)
        {
            iri = WithEncodedBrackets(iri, scratch);
            repaired = IriDoubts.Repaired;
            inspected = IriCheck.Inspect(iri, out doubts);
        }

        doubts |= repaired;
        return inspected;
    }

    // Brackets round something that is no IP literal: the host becomes a name that holds them.
    private static ReadOnlySpan<byte> WithEncodedBrackets(ReadOnlySpan<byte> iri, ByteBuffer scratch)
    {
        var parts = IriParts.Of(iri);
        var authority = parts.HasScheme ? parts.Scheme.Length + 3 : 2;
        var end = authority + parts.Authority.Length;
        var start = scratch.Length;
        var ignored = IriDoubts.None;
        scratch.Append(iri[..authority]);
        foreach (var value in iri[authority..end])
        {
            if (value is (byte)'[' or (byte)']' or (byte)':')
                AppendPercent(value, scratch, ref ignored);
            else
                scratch.Append(value);
        }

        scratch.Append(iri[end..]);
        return scratch.From(start);
    }

    private static TokenFault Copy(ReadOnlySpan<byte> raw, bool escapes, bool repair, ByteBuffer scratch, ref IriDoubts doubts)
    {
        for (var at = 0; at < raw.Length;)
        {
            if (escapes && raw[at] == (byte)'\\')
            {
                var fault = Escapes.ReadNumeric(raw, at, "\\uXXXX or \\UXXXXXXXX (IRIs have no other escapes)", out var rune, out var length);
                if (fault.IsFault && !repair)
                    return fault;
                // Repairing takes an escape that means nothing as a backslash that stands for itself.
                if (fault.IsFault)
                    (rune, length) = (new Rune('\\'), 1);
                if (!IriCheck.IsForbidden(rune.Value))
                    scratch.Append(rune);
                else if (repair)
                    AppendPercent((byte)rune.Value, scratch, ref doubts);
                else
                    return new(at, Expected, "an escape for " + Found.Character(rune));
                at += length;
                continue;
            }

            if (!IriCheck.IsForbidden(raw[at]))
                scratch.Append(raw[at]);
            else if (repair)
                AppendPercent(raw[at], scratch, ref doubts);
            else
                return new(at, Expected, Found.Character(new Rune(raw[at])));
            at++;
        }

        return TokenFault.None;
    }

    private static void AppendPercent(byte value, ByteBuffer scratch, ref IriDoubts doubts)
    {
        doubts |= IriDoubts.Repaired;
        scratch.Append((byte)'%');
        scratch.Append("0123456789ABCDEF"u8[value >> 4]);
        scratch.Append("0123456789ABCDEF"u8[value & 15]);
    }
}
