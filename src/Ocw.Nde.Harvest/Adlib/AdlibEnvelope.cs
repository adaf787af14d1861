using System.Globalization;
using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>What an answer of <c>wwwopac.ashx</c> says of itself, read with a forgiving scan: one bad record must not hide how long the list is.</summary>
internal sealed class AdlibEnvelope
{
    private readonly List<string> _numbers = [];

    private AdlibEnvelope()
    {
    }

    /// <summary>Whether the document is AdlibXML.</summary>
    public bool IsAdlib { get; private set; }

    /// <summary>Whether the last tag of the document came.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>How many records the search has in all.</summary>
    public long? Hits { get; private set; }

    /// <summary>How many records are in the answer.</summary>
    public int Records { get; private set; }

    /// <summary>The record numbers (<c>priref</c>) of the answer, in order; a record without one is not among them.</summary>
    public IReadOnlyList<string> Numbers => _numbers;

    /// <summary>What the service says is wrong; <see langword="null"/> when it does not.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads an answer.</summary>
    public static AdlibEnvelope Of(ReadOnlySpan<byte> answer)
    {
        var envelope = new AdlibEnvelope();
        var tokens = new XmlTokenizer(answer, isFinal: true);
        ReadOnlySpan<byte> root = default;
        var (isRecord, isError) = (false, false);
        var words = new List<string>();
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EndTag or XmlTokenKind.EmptyTag))
                continue;
            var name = XmlName.Local(tokens.Name);
            if (root.IsEmpty)
            {
                root = name;
                envelope.IsAdlib = name.SequenceEqual("adlibXML"u8);
            }
            else if (kind == XmlTokenKind.EndTag && name.SequenceEqual(root))
            {
                envelope.IsWhole = true;
            }
            else if (name.SequenceEqual("record"u8))
            {
                isRecord = kind == XmlTokenKind.StartTag;
                if (kind != XmlTokenKind.EndTag)
                    envelope.Count(XmlName.Attribute(tokens.Token, "priref"));
            }
            else if (isRecord && kind == XmlTokenKind.StartTag && name.SequenceEqual("priref"u8) && envelope._numbers.Count < envelope.Records)
            {
                envelope.Number(Text(answer[tokens.Position..]));
            }
            else if (!isRecord && name.SequenceEqual("error"u8))
            {
                isError = kind == XmlTokenKind.StartTag;
                if (isError && Text(answer[tokens.Position..]) is { Length: > 0 } said)
                    words.Add(said);
            }
            else if (!isRecord && kind == XmlTokenKind.StartTag)
            {
                envelope.Take(name, answer[tokens.Position..], isError, words);
            }
        }

        if (words.Count > 0)
            envelope.Error = string.Join(", ", words);
        return envelope;
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> rest, bool isError, List<string> words)
    {
        if (name.SequenceEqual("hits"u8))
            Hits ??= long.TryParse(Text(rest), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        else if (isError && Text(rest) is { Length: > 0 } word)
            words.Add(word);
    }

    private void Count(string? number)
    {
        Records++;
        Number(number ?? "");
    }

    private void Number(string number)
    {
        if (number.Length > 0)
            _numbers.Add(number);
    }

    private static string Text(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'<');
        return WebUtility.HtmlDecode(Encoding.UTF8.GetString(end < 0 ? [] : rest[..end])).Trim();
    }
}
