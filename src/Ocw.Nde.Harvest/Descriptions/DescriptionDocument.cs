using Ocw.Nde.Html;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Fetches documents that describe datasets into one graph: RDF in any syntax, or web pages with data in them or a link to it.</summary>
internal sealed class DescriptionDocument(PageClient client, JsonLdOptions jsonLd)
{
    private const string Accept = "application/ld+json, text/turtle;q=0.9, application/trig;q=0.8, application/n-triples;q=0.8, application/rdf+xml;q=0.7, text/html;q=0.5, application/xhtml+xml;q=0.5, */*;q=0.1";

    private int _documents;

    /// <summary>Everything that was read.</summary>
    public PageGraph Graph { get; } = new();

    /// <summary>The answers, for the archive.</summary>
    public List<PageAnswer> Answers { get; } = [];

    /// <summary>Fetches a document and reads it.</summary>
    /// <returns>What is wrong with it, as a clause; <see langword="null"/> if data was read.</returns>
    /// <exception cref="WebRequestException">There is no answer.</exception>
    public async Task<string?> AddAsync(Uri address, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(address, Accept, null, null, cancellation);
        Answers.Add(answer);
        if (RdfPages.FormatOf(answer.Bytes.Span, answer.MediaType, answer.Address.AbsoluteUri) is not null)
            return Read(answer);
        return IsPage(answer) ? await ReadPageAsync(answer, cancellation) : $"it is neither RDF nor a web page ({answer.MediaType ?? "no media type"})";
    }

    private static bool IsPage(PageAnswer answer)
    {
        var text = answer.Bytes.Span.TrimStart(" \t\r\n"u8);
        return answer.MediaType is "text/html" or "application/xhtml+xml" || text.StartsWith("<!"u8) || text.StartsWith("<html"u8) || text.StartsWith("<HTML"u8);
    }

    private string? Read(PageAnswer answer)
    {
        var before = Graph.Count;
        var problem = RdfPages.Read(answer.Bytes, answer.MediaType, answer.Address.AbsoluteUri, Graph, jsonLd, $"d{++_documents}");
        return Graph.Count > before ? null : problem ?? "it holds no data";
    }

    // JSON-LD, RDFa and microdata in the page; else <link rel="alternate" type="text/turtle" href="…">, the data that the page is about.
    private async Task<string?> ReadPageAsync(PageAnswer page, CancellationToken cancellation)
    {
        HtmlRdfReport report;
        try
        {
            var reader = new HtmlRdfReader(new RdfReaderOptions { Lenient = true, JsonLd = jsonLd, BlankNodePrefix = $"d{++_documents}" });
            report = reader.ReadPage(page.Bytes, page.MediaType, page.Address.AbsoluteUri, Graph, page.Extra.TryGetValue("Link", out var links) ? [links] : null, cancellation);
        }
        catch (RdfSyntaxException tooLarge)
        {
            return tooLarge.Message;
        }

        if (new DescriptionGraph(Graph).Datasets().Count > 0)
            return null;
        foreach (var link in report.Links.Where(link => link.Target != page.Address.AbsoluteUri && RdfFormats.TryFromMediaType(link.MediaType, out _)))
        {
            var answer = await client.GetAsync(new Uri(link.Target), link.MediaType!, null, null, cancellation);
            Answers.Add(answer);
            if (Read(answer) is null)
                return null;
        }

        return report.Statements > 0 ? null : report.Scripts.FirstOrDefault(script => script.Fault is not null) is { } broken
            ? $"the JSON-LD script of the web page on line {broken.Line} cannot be read ({broken.Fault!.Message})"
            : "the web page holds no data (JSON-LD, RDFa or microdata) and links to none";
    }
}
