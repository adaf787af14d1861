using System.Globalization;
using System.Text;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Features.Termen.TermPages;

/// <summary><c>/termen</c>: search, the sources, and a page or data for each term.</summary>
internal static class TermPageEndpoints
{
    private const int PageSize = 25;
    private const int MostSteps = 20;

    // A page is for a person who waits.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    private static readonly (string Name, RdfFormat Format)[] s_formats =
        [("ttl", RdfFormats.Turtle), ("jsonld", RdfFormats.JsonLd), ("nt", RdfFormats.NTriples), ("nq", RdfFormats.NQuads), ("trig", RdfFormats.TriG), ("rdf", RdfFormats.RdfXml)];

    /// <summary>Adds what the pages are made of.</summary>
    public static void AddTermPages(this IServiceCollection services) => services.AddSingleton<TermUses>();

    /// <summary>Maps the pages.</summary>
    public static void MapTermPages(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/termen", ["GET", "HEAD"], SearchAsync);
        routes.MapMethods("/termen/bronnen", ["GET", "HEAD"], (HttpContext context, NodeHost host, Pages pages) =>
        {
            var page = pages.Context(context.Request);
            var comparer = StringComparer.Create(CultureInfo.GetCultureInfo(page.LanguageTag), ignoreCase: true);
            var sources = host.Network.Catalog.Entries.Select(entry => (entry, host.Network.StateOf(entry))).OrderBy(source => source.entry.Name(page.LanguageTag), comparer).ToList();
            return Pages.Render<TermSourcesPage>(context.Response, StatusCodes.Status200OK, ("Page", page), ("Sources", sources), ("Now", (context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow()));
        });
        routes.MapMethods("/termen/term", ["GET", "HEAD"], TermAsync);
    }

    private static async Task<IResult> SearchAsync(HttpContext context, NodeHost host, Pages pages)
    {
        var page = pages.Context(context.Request);
        var parameters = context.Request.Query;
        var text = ((string?)parameters["q"] ?? "").Trim();
        var source = (string?)parameters["source"] ?? "";
        var kind = (string?)parameters["kind"] ?? "";
        var offset = Number(parameters["offset"], TermLimits.MaxOffset);
        var catalog = host.Network.Catalog;
        var result = text.Length == 0 ? null : await host.Network.SearchMergedAsync(
            new NetworkQuery
            {
                Text = text,
                Sources = source.Length > 0 ? [AskedSources.Canonical(catalog, source)] : null,
                Genres = TermGenreNames.TryParse(kind, out var genre) ? genre : TermGenres.None,
                Languages = [page.LanguageTag],
                Offset = offset,
                Limit = PageSize,
                Timeout = s_patience,
            },
            context.RequestAborted);
        return Pages.Render<TermSearchPage>(
            context.Response, StatusCodes.Status200OK,
            ("Page", page), ("Query", text), ("Source", source), ("Kind", kind), ("Offset", offset), ("Limit", PageSize), ("Result", result), ("Catalog", catalog));
    }

    private static async Task<IResult> TermAsync(HttpContext context, NodeHost host, Pages pages, TermUses uses)
    {
        var request = context.Request;
        var iri = (string?)request.Query["uri"] ?? (string?)request.Query["iri"] ?? "";
        var page = pages.Context(request);
        if (!TermRdf.IsIri(iri))
            return pages.NotFound(request);
        var answer = (await host.Network.LookupAsync([iri], new LookupOptions { Languages = [page.LanguageTag], Timeout = s_patience }, context.RequestAborted))[0];
        if (answer.Term is not { } term)
            return Missing(context, pages, answer);
        context.Response.Headers.Vary = "Accept, Accept-Language";
        var named = s_formats.FirstOrDefault(f => f.Name == request.Query["format"]).Format;
        if ((named ?? Negotiation.RdfOrPage(request.Headers.Accept.ToString(), [.. s_formats.Select(f => f.Format)])) is { } format)
            return Results.Bytes(TermRdf.Write(term, answer.Source, format), format.MediaType + "; charset=utf-8");
        var view = new TermPageView
        {
            Term = term,
            Answer = answer,
            Title = term.Label(page.LanguageTag, "nl", "en"),
            Path = Path(term, page.LanguageTag, host),
            NarrowerFrom = Number(request.Query["narrower"], TermLookup.MaxRelations),
            Uses = uses.Count(iri, page.Language, context.RequestAborted),
            Objects = uses.Objects(iri, (string?)request.Query["after"] ?? "", page.Language, context.RequestAborted),
        };
        return Pages.Render<TermPage>(context.Response, StatusCodes.Status200OK, ("Page", page), ("View", view), ("JsonLd", JsonLd(term, answer.Source)), ("Alternates", Alternates(iri)));
    }

    // What is not there is 404; a source that does not answer is a fault of another server.
    private static IResult Missing(HttpContext context, Pages pages, LookupAnswer answer)
    {
        if (answer.Fault is null or { Kind: SourceFaultKind.NotFound or SourceFaultKind.UnknownSource or SourceFaultKind.BadIri or SourceFaultKind.NothingKept })
            return pages.NotFound(context.Request);
        var page = pages.Context(context.Request);
        return Pages.Render<MessagePage>(
            context.Response, answer.Fault.Kind == SourceFaultKind.Timeout ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway,
            ("Page", page), ("Title", page.T("De bron antwoordt niet", "The source does not answer")), ("Text", answer.Fault.Message(page.LanguageTag)));
    }

    private static List<TermReference> Path(Term term, string language, NodeHost host)
    {
        var lookup = new TermLookup(host.Terms);
        var path = new List<TermReference>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { term.Iri };
        var step = term.Broader is [var first, ..] ? first : (TermReference?)null;
        while (step is { } broader && seen.Add(broader.Iri) && path.Count < MostSteps)
        {
            path.Insert(0, broader);
            step = lookup.Find(broader.Iri, [language], [term.Source.Id]) is { Broader: [var next, ..] } ? next : null;
        }

        return path;
    }

    private static List<(string Type, string Href)> Alternates(string iri) =>
        [.. s_formats.Select(f => (f.Format.MediaType, $"/termen/term?uri={Uri.EscapeDataString(iri)}&format={f.Name}"))];

    // No text of a source can end the script that it stands in.
    private static string JsonLd(Term term, CatalogEntry? source) => Encoding.UTF8.GetString(TermRdf.Write(term, source, RdfFormats.JsonLd))
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);

    private static int Number(string? text, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, most) : 0;
}
