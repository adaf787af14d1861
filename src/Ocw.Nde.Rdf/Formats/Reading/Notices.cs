using Ocw.Nde.Rdf.Iris;

namespace Ocw.Nde.Rdf.Formats.Reading;

/// <summary>Hands doubts to the caller's callback, if there is one.</summary>
internal sealed class Notices(RdfReaderOptions options)
{
    internal bool AreHeard => options.OnNotice is not null;

    internal void Report(RdfNoticeKind kind, string message, TextPosition at) =>
        options.OnNotice?.Invoke(new(kind, message, at.Line, at.Column, options.SourceName));

    internal void Report(IriDoubts doubts, ReadOnlySpan<byte> iri, TextPosition at)
    {
        if (!AreHeard)
            return;
        var text = System.Text.Encoding.UTF8.GetString(iri);
        if (doubts.HasFlag(IriDoubts.Repaired))
            Report(RdfNoticeKind.IriRepaired, $"characters that no IRI may hold were percent-encoded: <{text}>", at);
        if (doubts.HasFlag(IriDoubts.PercentEncoding))
            Report(RdfNoticeKind.IriPercentEncoding, $"a % without two hexadecimal digits after it, kept as written: <{text}>", at);
        if (doubts.HasFlag(IriDoubts.Bracket))
            Report(RdfNoticeKind.IriBracket, $"a square bracket outside an IP literal, kept as written: <{text}>", at);
        if (doubts.HasFlag(IriDoubts.BidiControl))
            Report(RdfNoticeKind.IriBidiControl, $"a bidirectional control character, kept as written: <{text}>", at);
        if (doubts.HasFlag(IriDoubts.Authority))
            Report(RdfNoticeKind.IriAuthority, $"an authority that is not [user@]host[:port], kept as written: <{text}>", at);
        if (doubts.HasFlag(IriDoubts.Character))
            Report(RdfNoticeKind.IriCharacter, $"a character that no IRI may hold (RFC 3987 §2.2), kept as written: <{text}>", at);
        if (doubts.HasFlag(IriDoubts.Port))
            Report(RdfNoticeKind.IriPort, $"a port that does not exist, kept as written: <{text}>", at);
    }
}
