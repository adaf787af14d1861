using System.Text;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Pages;

/// <summary>Finds the encoding of a page as browsers do (HTML §13.2.3.2): byte order mark, HTTP's charset, what the page says in its beginning, else UTF-8.</summary>
/// <remarks>UTF-7 is never used: it lets text that looks harmless become tags. Bytes that are no UTF-8, in a page that says nothing, are windows-1252.</remarks>
internal static class PageEncoding
{
    internal static (string Text, string Name) Decode(ReadOnlyMemory<byte> content, string? charset, PageNotices notices)
    {
        var bytes = content.Span;
        var (encoding, skip) = Find(bytes, charset, notices);
        var text = encoding.GetString(bytes[skip..]);
        if (encoding is UTF8Encoding && text.Contains('\uFFFD', StringComparison.Ordinal) && !IsUtf8(bytes))
            notices.Tell(RdfNoticeKind.EncodingDoubtful, "the page is read as UTF-8 and has bytes that are none: they were replaced by U+FFFD");
        else if (encoding is not UTF8Encoding && encoding.IsSingleByte && bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F) && IsUtf8(bytes))
            notices.Tell(RdfNoticeKind.EncodingDoubtful, $"the page says that it is {encoding.WebName}, and its bytes are valid UTF-8: letters with accents may be wrong");
        return (text, encoding.WebName);
    }

    private static (Encoding Encoding, int Skip) Find(ReadOnlySpan<byte> bytes, string? charset, PageNotices notices)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            return (Encoding.UTF8, 3);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (Encoding.BigEndianUnicode, 2);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (Encoding.Unicode, 2);
        if (charset is not null && Named(charset, "the Content-Type", notices) is { } fromHttp)
            return (fromHttp, 0);
        if (EncodingPrescan.Find(bytes) is { } label && Named(label, "the page", notices) is { } fromPage)
            return (fromPage is UnicodeEncoding ? Encoding.UTF8 : fromPage, 0);
        return (IsUtf8(bytes) ? Encoding.UTF8 : EncodingLabels.Windows1252, 0);
    }

    private static Encoding? Named(string label, string where, PageNotices notices)
    {
        var name = label.Trim().Trim('"', '\'').Trim();
        if (EncodingLabels.Find(name) is { } encoding)
            return encoding;
        notices.Tell(RdfNoticeKind.EncodingDoubtful, $"{where} names the encoding '{(name.Length > 40 ? name[..40] + "…" : name)}', which is not used");
        return null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
