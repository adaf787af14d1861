using Ocw.Nde.Html.Microdata;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Html.Rdfa;
using Ocw.Nde.Html.Scripts;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html;

/// <summary>Reads everything that a web page states: its JSON-LD scripts, its RDFa 1.1 and its microdata.</summary>
/// <remarks>
/// Scripts never run and nothing is fetched. Blank-node labels of the three syntaxes are distinct. Graph names are handed on as a page's JSON-LD gives them:
/// it is the caller who decides which graphs a page may speak in.
/// </remarks>
/// <param name="reading">How the statements are read; <see cref="RdfReaderOptions.BaseIri"/> is the page's address, where it is not given with the page.</param>
/// <param name="options">What is read of a page, and the ceilings.</param>
public sealed class HtmlRdfReader(RdfReaderOptions? reading = null, HtmlRdfOptions? options = null) : RdfReader
{
    private readonly RdfReaderOptions _reading = reading ?? RdfReaderOptions.Default;
    private readonly HtmlRdfOptions _options = options ?? HtmlRdfOptions.Default;

    /// <summary>Web pages as a syntax among the others: <c>.html</c>, <c>.htm</c> and <c>.xhtml</c>, with all that they state and default ceilings.</summary>
    public static RdfFormat Format { get; } = RdfFormat.ReadBy(
        "HTML", "http://www.w3.org/ns/formats/RDFa", ["text/html", "application/xhtml+xml"], [".html", ".htm", ".xhtml"], options => new HtmlRdfReader(options));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The options give no address of the page.</exception>
    public override void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (var count = input.Read(buffer); count > 0; count = input.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            content.Write(buffer, 0, count);
            if (content.Length > _options.MaxBytes)
                break;
        }

        Read(content.GetBuffer().AsMemory(0, (int)content.Length), sink, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The options give no address of the page.</exception>
    public override void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default) =>
        ReadPage(input, TypeByName, _reading.BaseIri ?? throw new NotSupportedException("a page has relative addresses, so it is read with a base"), sink, null, cancellation);

    /// <summary>Reads a page as it came over HTTP.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="contentType">The value of its Content-Type header, if there is one: its charset counts, and XHTML or SVG is read as XML.</param>
    /// <param name="address">Its address in the end, after redirects: an absolute IRI.</param>
    /// <param name="sink">Takes its quads.</param>
    /// <param name="linkHeaders">The values of its Link headers, if there are any.</param>
    /// <param name="cancellation">Ends the work, in the middle of a parse too.</param>
    /// <returns>What was found, in numbers, and where more may be found.</returns>
    /// <exception cref="RdfSyntaxException">The page is larger than <see cref="HtmlRdfOptions.MaxBytes"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public HtmlRdfReport ReadPage(ReadOnlyMemory<byte> content, string? contentType, string address, IQuadSink sink, IEnumerable<string>? linkHeaders = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(sink);
        if (!IriCheck.IsAbsoluteIri(address))
            throw new ArgumentException($"The page's address <{address}> is not an absolute IRI.", nameof(address));
        var notices = new PageNotices(_reading);
        var page = PageLoader.Load(content, contentType, address, _options, notices, cancellation);
        var iris = new PageIris(page.BaseIri, _reading.MaxIriBytes, notices);
        var labels = _reading.BlankNodePrefix.Length == 0 ? "" : _reading.BlankNodePrefix + "_";
        var target = new QuadSinkAdapter(sink);
        var scripts = new ScriptReader(page, _reading, _options, labels, notices, cancellation);
        var jsonLd = Wants(HtmlSyntaxes.JsonLd) ? HandOver(scripts.Read(), target) : 0;
        var rdfa = Wants(HtmlSyntaxes.Rdfa) ? HandOver(Rdfa(page, iris, labels, notices, cancellation).Select(AsQuad), target) : 0;
        var microdata = Wants(HtmlSyntaxes.Microdata) ? HandOver(Microdata(page, iris, labels, notices, cancellation).Select(AsQuad), target) : 0;
        return new(page.BaseIri, page.Encoding, jsonLd, rdfa, microdata, scripts.Outcomes, DataLinks.Find(page, iris, linkHeaders ?? []));
    }

    private string? TypeByName => _reading.SourceName?.EndsWith(".xhtml", StringComparison.OrdinalIgnoreCase) == true ? "application/xhtml+xml" : null;

    private bool Wants(HtmlSyntaxes syntax) => _options.Syntaxes.HasFlag(syntax);

    private static Quad AsQuad(Triple triple) => new(triple.Subject, triple.Predicate, triple.Object);

    private static long HandOver(IEnumerable<Quad> quads, QuadSinkAdapter target)
    {
        var count = 0L;
        foreach (var quad in quads)
        {
            target.Add(quad);
            count++;
        }

        return count;
    }

    private List<Triple> Rdfa(Page page, PageIris iris, string labels, PageNotices notices, CancellationToken cancellation)
    {
        var sink = new StatementSink(_options);
        UpToCeilings("RDFa", new RdfaProcessor(page, _options, iris, labels, notices, sink, cancellation).Read, notices);
        var triples = PropertyCopying.Apply(sink.Triples);
        return _options.RdfaVocabularies is { } vocabularies ? VocabularyExpansion.Apply(triples, vocabularies) : triples;
    }

    private List<Triple> Microdata(Page page, PageIris iris, string labels, PageNotices notices, CancellationToken cancellation)
    {
        var sink = new StatementSink(_options);
        UpToCeilings("microdata", new MicrodataProcessor(page, _options, iris, labels, notices, sink, cancellation).Read, notices);
        return sink.Triples;
    }

    private static void UpToCeilings(string syntax, Action read, PageNotices notices)
    {
        try
        {
            read();
        }
        catch (PageCutException cut)
        {
            notices.Tell(RdfNoticeKind.PageCut, $"{syntax}: {cut.Message}; the rest was not read");
        }
    }
}
