using System.Globalization;
using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>What a page of SRU says of itself, read with a forgiving scan: one bad record must not hide how long the list is.</summary>
internal sealed class SruEnvelope
{
    private readonly List<SruDiagnostic> _diagnostics = [];

    private SruEnvelope()
    {
    }

    /// <summary>Whether the document is an answer of SRU.</summary>
    public bool IsSru { get; private set; }

    /// <summary>Whether the last tag of the document came.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>How many records the query has in all.</summary>
    public long? NumberOfRecords { get; private set; }

    /// <summary>Where the next page begins.</summary>
    public long? NextRecordPosition { get; private set; }

    /// <summary>The most records of an answer, as explain tells.</summary>
    public int? MaximumRecords { get; private set; }

    /// <summary>How many records are on the page.</summary>
    public int Records { get; private set; }

    /// <summary>What is wrong with the question; that of single records stands with these.</summary>
    public IReadOnlyList<SruDiagnostic> Diagnostics => _diagnostics;

    /// <summary>Reads a page.</summary>
    public static SruEnvelope Of(ReadOnlySpan<byte> page)
    {
        var envelope = new SruEnvelope();
        var tokens = new XmlTokenizer(page, isFinal: true);
        var isData = false;
        var isFirst = true;
        ReadOnlySpan<byte> root = default;
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EndTag or XmlTokenKind.EmptyTag))
                continue;
            var name = XmlName.Local(tokens.Name);
            if (isFirst)
            {
                envelope.IsSru = name.SequenceEqual("searchRetrieveResponse"u8) || name.SequenceEqual("explainResponse"u8);
                root = name;
                isFirst = false;
            }
            else if (name.SequenceEqual("recordData"u8))
            {
                isData = kind == XmlTokenKind.StartTag;
                if (kind != XmlTokenKind.EndTag)
                    envelope.Records++;
                continue;
            }
            else if (kind == XmlTokenKind.EndTag && name.SequenceEqual(root) && !isData)
            {
                envelope.IsWhole = true;
            }

            if (kind == XmlTokenKind.StartTag && (!isData || root.SequenceEqual("explainResponse"u8)))
                envelope.Take(name, tokens.Token, page[tokens.Position..]);
        }

        return envelope;
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> rest)
    {
        if (name.SequenceEqual("numberOfRecords"u8))
            NumberOfRecords ??= Number(rest);
        else if (name.SequenceEqual("nextRecordPosition"u8))
            NextRecordPosition = Number(rest);
        else if (name.SequenceEqual("setting"u8) && XmlName.Attribute(tag, "type") == "maximumRecords")
            MaximumRecords = (int?)Math.Min(Number(rest) ?? int.MaxValue, int.MaxValue);
        else if (name.SequenceEqual("uri"u8))
            _diagnostics.Add(new SruDiagnostic(Text(rest), "", ""));
        else if (name.SequenceEqual("details"u8) && _diagnostics.Count > 0)
            _diagnostics[^1] = _diagnostics[^1] with { Details = Text(rest) };
        else if (name.SequenceEqual("message"u8) && _diagnostics.Count > 0)
            _diagnostics[^1] = _diagnostics[^1] with { Message = Text(rest) };
    }

    private static long? Number(ReadOnlySpan<byte> rest) => long.TryParse(Text(rest), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'<');
        return WebUtility.HtmlDecode(Encoding.UTF8.GetString(end < 0 ? [] : rest[..end])).Trim();
    }
}

/// <summary>A diagnostic of SRU.</summary>
/// <param name="Uri">Which: <c>info:srw/diagnostic/1/…</c>.</param>
/// <param name="Details">What it is about.</param>
/// <param name="Message">Its words.</param>
internal sealed record SruDiagnostic(string Uri, string Details, string Message)
{
    private const string Standard = "info:srw/diagnostic/1/";

    /// <summary>Whether it is this one of the standard list.</summary>
    public bool Is(int number) => Uri == Standard + number.ToString(CultureInfo.InvariantCulture);

    public override string ToString()
    {
        var words = string.Join(", ", new[] { Message, Details }.Where(text => text.Length > 0));
        return $"{(words.Length > 0 ? words : Meaning())} ({Uri})";
    }

    // The ones that a harvest meets; servers often give the number only.
    private string Meaning() => Uri.StartsWith(Standard, StringComparison.Ordinal) ? Uri[Standard.Length..] switch
    {
        "1" => "general error of the server",
        "2" => "the server is not available for the moment",
        "3" => "no access",
        "4" => "the operation is not supported",
        "5" => "the version is not supported",
        "6" => "the value of a parameter is not supported",
        "7" => "a parameter lacks",
        "10" => "the query has a syntax error",
        "16" => "the index is not supported",
        "61" => "there are no records from that position on",
        "66" => "the record schema is not known",
        "67" => "the record is not available in this schema",
        "71" => "the record packing is not supported",
        _ => "a diagnostic of the server",
    } : "a diagnostic of the server";
}
