using System.Globalization;
using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>
/// Reads RSS (0.9x, 1.0 and 2.0) and Atom (0.3 and 1.0) as sitemaps, which sitemaps.org allows: the link of each entry, and the moment of its last change.
/// Pages of a feed (<c>next</c>, and <c>prev-archive</c> of RFC 5005) lead on to one another.
/// </summary>
internal sealed class SyndicationFeed(Uri address)
{
    // The more a moment says of the last change, the lower its rank: dct:modified and updated before the day of publication.
    private static readonly string[] Moments = ["updated", "modified", "date", "pubDate", "published", "issued", "created"];

    private readonly Stack<(string Name, Uri Base)> _open = new();
    private readonly StringBuilder _text = new();
    private readonly List<SitemapEntry> _entries = [];
    private readonly List<SitemapEntry> _more = [];
    private string? _link;
    private string? _name;
    private DateTimeOffset? _changed;
    private int _rank;
    private bool _isWhole;
    private bool _isComplete;

    /// <summary>Whether a document with this root element may be a feed.</summary>
    public static bool IsRoot(string root) => root is "feed" or "rss" or "RDF";

    /// <summary>Reads a feed; RDF without a channel is none.</summary>
    public SitemapDocument Read(ReadOnlySpan<byte> bytes)
    {
        var tokens = new XmlTokenizer(bytes, isFinal: true);
        var isFeed = false;
        for (var token = tokens.Next(); token != XmlTokenKind.End; token = tokens.Next())
        {
            switch (token)
            {
                case XmlTokenKind.StartTag or XmlTokenKind.EmptyTag:
                    var name = Encoding.UTF8.GetString(XmlName.Local(tokens.Name));
                    isFeed |= name is "channel" or "feed";
                    Open(name, tokens.Token);
                    if (token == XmlTokenKind.EmptyTag)
                        Close(name);
                    break;
                case XmlTokenKind.Text:
                    _text.Append(WebUtility.HtmlDecode(Encoding.UTF8.GetString(tokens.Token)));
                    break;
                case XmlTokenKind.CData:
                    _text.Append(Encoding.UTF8.GetString(tokens.Token[9..^3]));
                    break;
                case XmlTokenKind.EndTag:
                    Close(Encoding.UTF8.GetString(XmlName.Local(tokens.Name)));
                    break;
            }
        }

        return new SitemapDocument(isFeed ? SitemapKind.Feed : SitemapKind.None, _entries, _isWhole) { More = _more, IsComplete = _isComplete };
    }

    private void Open(string name, ReadOnlySpan<byte> tag)
    {
        var parent = _open.TryPeek(out var outer) ? outer : (Name: "", Base: address);
        var at = XmlName.Attribute(tag, "xml:base") is { } written && Uri.TryCreate(parent.Base, written, out var own) ? own : parent.Base;
        _open.Push((name, at));
        _text.Clear();
        switch (name)
        {
            case "item" or "entry":
                (_link, _name, _changed, _rank) = (XmlName.Attribute(tag, "rdf:about"), null, null, int.MaxValue);
                break;
            // RFC 4287 §4.2.7: a link without rel is an alternate. The first one counts.
            case "link" when XmlName.Attribute(tag, "href") is { } target && Resolve(at, target) is { } page:
                Link(parent.Name, XmlName.Attribute(tag, "rel") ?? "alternate", page);
                break;
            case "guid" when XmlName.Attribute(tag, "isPermaLink") == "false":
                _name = "";
                break;
            case "complete" when parent.Name is "feed" or "channel":
                _isComplete = true;
                break;
        }
    }

    private void Link(string parent, string relation, Uri page)
    {
        if (parent is "entry" or "item" && relation == "alternate")
            _link ??= page.AbsoluteUri;
        else if (parent is "feed" or "channel" && relation is "next" or "prev-archive")
            _more.Add(new SitemapEntry(page, null));
    }

    private void Close(string name)
    {
        if (!_open.Any(element => element.Name == name))
            return;
        while (_open.Pop().Name != name)
        {
        }

        _isWhole |= _open.Count == 0;
        var text = _text.ToString().Trim();
        if (_open.TryPeek(out var parent) && parent.Name is "item" or "entry")
            Take(name, text, parent.Base);
        else if (name is "item" or "entry" && (Resolve(address, _link) ?? Named(_name)) is { } page)
            _entries.Add(new SitemapEntry(page, _changed));
    }

    private void Take(string name, string text, Uri at)
    {
        if (name == "link" && text.Length > 0 && Resolve(at, text) is { } page)
            _link = page.AbsoluteUri;
        else if (name is "guid" or "id" && _name is null)
            _name = text;
        else if (Array.IndexOf(Moments, name) is >= 0 and var rank && rank < _rank && FeedMoment.Parse(text) is { } moment)
            (_changed, _rank) = (moment, rank);
    }

    // What names an entry is its address only when it is one as it stands.
    private static Uri? Named(string? name) => Uri.TryCreate(name, UriKind.Absolute, out var found) && found.Scheme is "http" or "https" ? Plain(found) : null;

    private static Uri? Resolve(Uri at, string? text) =>
        text is { Length: > 0 } && Uri.TryCreate(at, text.Trim(), out var found) && found.Scheme is "http" or "https" ? Plain(found) : null;

    private static Uri Plain(Uri page) => new(page.GetLeftPart(UriPartial.Query));
}

/// <summary>The moments of feeds: RFC 3339 in Atom, RFC 822 with years of two or four digits in RSS.</summary>
internal static class FeedMoment
{
    private static readonly string[] Forms = ["d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm zzz", "d MMM yy HH:mm:ss zzz", "d MMM yy HH:mm zzz", "d MMM yyyy"];

    // RFC 822 §5.1; other letters say nothing reliable, so they count as UTC (RFC 2822 §4.3).
    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = "-05:00",
        ["EDT"] = "-04:00",
        ["CST"] = "-06:00",
        ["CDT"] = "-05:00",
        ["MST"] = "-07:00",
        ["MDT"] = "-06:00",
        ["PST"] = "-08:00",
        ["PDT"] = "-07:00",
        ["CET"] = "+01:00",
        ["CEST"] = "+02:00",
    };

    /// <summary>The moment in UTC; <see langword="null"/> for what is no date.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (Datestamp.Parse(text) is { } standard)
            return standard;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var words = text[(comma + 1)..].Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 5)
            words[4] = Zone(words[4]);
        else if (words.Length == 4)
            words = [.. words, "+00:00"];
        return DateTimeOffset.TryParseExact(string.Join(' ', words), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
    }

    private static string Zone(string zone) =>
        zone is [('+' or '-'), _, _, _, _] ? $"{zone[..3]}:{zone[3..]}" : zone is [('+' or '-'), ..] ? zone : Zones.GetValueOrDefault(zone, "+00:00");
}
