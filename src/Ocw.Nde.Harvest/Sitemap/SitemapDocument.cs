using System.Net;
using System.Text;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>What a sitemap lists: pages, or other sitemaps (sitemaps.org 0.9); in XML, as text, or as a feed in RSS or Atom. Read with a forgiving scan, since one bad entry must not hide the others.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Entries">The addresses, as written, resolved against the sitemap.</param>
/// <param name="IsWhole">Whether it came to its end.</param>
internal sealed record SitemapDocument(SitemapKind Kind, IReadOnlyList<SitemapEntry> Entries, bool IsWhole)
{
    private const int Packings = 2;

    /// <summary>Further pages of a feed.</summary>
    public IReadOnlyList<SitemapEntry> More { get; init; } = [];

    /// <summary>Whether a feed says that it has all there is (RFC 5005 §2); others have the newest entries only.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Reads a sitemap: XML or text, packed or not, whatever its headers say.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="maxBytes">The most bytes when unpacked.</param>
    /// <exception cref="InvalidDataException">It is packed and damaged, or longer than the ceiling.</exception>
    public static SitemapDocument Read(ReadOnlyMemory<byte> content, Uri address, long maxBytes)
    {
        var bytes = Unpack(content, maxBytes).Span;
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        var start = bytes.TrimStart(" \t\r\n"u8);
        if (start is [(byte)'<', ..])
            return ReadXml(bytes, address);
        var entries = ReadText(bytes, address);
        return new SitemapDocument(entries.Count > 0 ? SitemapKind.Pages : SitemapKind.None, entries, IsWhole: true);
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> content, long maxBytes)
    {
        for (var depth = 0; depth < Packings && Rdf.Unpacking.Packings.Of(content.Span) is Packing.Gzip or Packing.Bzip2 or Packing.Xz; depth++)
        {
            var limits = UnpackLimits.Default with { MaxBytes = maxBytes };
            using var unpacked = Rdf.Unpacking.Packings.Open(Rdf.Unpacking.Packings.Of(content.Span), new MemoryStream(content.ToArray(), writable: false), limits);
            var bytes = new MemoryStream();
            unpacked.CopyTo(bytes);
            content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }

        return content;
    }

    private static List<SitemapEntry> ReadText(ReadOnlySpan<byte> bytes, Uri address)
    {
        var entries = new List<SitemapEntry>();
        foreach (var line in Encoding.UTF8.GetString(bytes).EnumerateLines())
        {
            if (line.Trim() is { IsEmpty: false } text && Resolve(address, text.ToString(), isAbsolute: true) is { } page)
                entries.Add(new SitemapEntry(page, null));
        }

        return entries;
    }

    private static SitemapDocument ReadXml(ReadOnlySpan<byte> bytes, Uri address)
    {
        var entries = new List<SitemapEntry>();
        var open = new Stack<string>();
        var (kind, isWhole, location, changed) = (SitemapKind.None, false, (string?)null, (string?)null);
        var text = new StringBuilder();
        var tokens = new XmlTokenizer(bytes, isFinal: true);
        for (var token = tokens.Next(); token != XmlTokenKind.End; token = tokens.Next())
        {
            switch (token)
            {
                case XmlTokenKind.StartTag:
                    var name = Encoding.UTF8.GetString(XmlName.Local(tokens.Name));
                    if (open.Count == 0 && SyndicationFeed.IsRoot(name))
                        return new SyndicationFeed(address).Read(bytes);
                    if (open.Count == 0)
                        kind = KindOf(name);
                    open.Push(name);
                    text.Clear();
                    if (name is "url" or "sitemap")
                        (location, changed) = (null, null);
                    break;
                case XmlTokenKind.Text:
                    text.Append(WebUtility.HtmlDecode(Encoding.UTF8.GetString(tokens.Token)));
                    break;
                case XmlTokenKind.CData:
                    text.Append(Encoding.UTF8.GetString(tokens.Token[9..^3]));
                    break;
                case XmlTokenKind.EndTag:
                    var ended = Encoding.UTF8.GetString(XmlName.Local(tokens.Name));
                    while (open.Count > 0 && open.Contains(ended) && open.Pop() != ended)
                    {
                    }

                    // image:loc and its like stand one element deeper.
                    if (open.TryPeek(out var parent) && parent is "url" or "sitemap")
                    {
                        if (ended == "loc")
                            location ??= text.ToString().Trim();
                        else if (ended == "lastmod")
                            changed ??= text.ToString();
                    }

                    if (ended is "url" or "sitemap" && location is not null && Resolve(address, location, isAbsolute: false) is { } page)
                        entries.Add(new SitemapEntry(page, changed is null ? null : Datestamp.Parse(changed)));
                    isWhole |= open.Count == 0;
                    break;
                case XmlTokenKind.EmptyTag when open.Count == 0:
                    kind = KindOf(Encoding.UTF8.GetString(XmlName.Local(tokens.Name)));
                    isWhole = true;
                    break;
            }
        }

        return new SitemapDocument(kind, entries, isWhole);
    }

    private static SitemapKind KindOf(string root) => root switch
    {
        "urlset" => SitemapKind.Pages,
        "sitemapindex" => SitemapKind.Index,
        _ => SitemapKind.None,
    };

    // Relative addresses are against the standard, and occur.
    private static Uri? Resolve(Uri address, string text, bool isAbsolute) =>
        (isAbsolute ? Uri.TryCreate(text, UriKind.Absolute, out var found) : Uri.TryCreate(address, text, out found)) && found!.Scheme is "http" or "https"
            ? new Uri(found.GetLeftPart(UriPartial.Query))
            : null;
}

/// <summary>An entry of a sitemap.</summary>
/// <param name="Address">The page, or the other sitemap, without fragment.</param>
/// <param name="Changed">Its <c>lastmod</c>, if it is given and a date.</param>
internal sealed record SitemapEntry(Uri Address, DateTimeOffset? Changed);

/// <summary>What a sitemap lists.</summary>
internal enum SitemapKind
{
    /// <summary>It is no sitemap.</summary>
    None,

    /// <summary>Pages.</summary>
    Pages,

    /// <summary>Other sitemaps.</summary>
    Index,

    /// <summary>Pages, of which the newest only.</summary>
    Feed,
}
