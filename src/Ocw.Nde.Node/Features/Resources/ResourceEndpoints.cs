using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Features.Sparql;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>
/// Dereferencing: <c>/id/…</c> names a thing and answers 303 to its page (<c>/page/id/…</c>) or its data (<c>/data/id/….ttl</c>)
/// by content negotiation; <c>/term?iri=…</c> is the page of a thing that another publisher named.
/// </summary>
internal static class ResourceEndpoints
{
    private static readonly (string Extension, RdfFormat Format)[] DataFormats =
    [
        ("ttl", RdfFormats.Turtle), ("jsonld", RdfFormats.JsonLd), ("nt", RdfFormats.NTriples),
    ];

    private static readonly System.Buffers.SearchValues<char> NotInIris = System.Buffers.SearchValues.Create(" <>\"{}|\\^`");

    /// <summary>Maps the addresses.</summary>
    public static void MapResources(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/id/{**path}", ["GET", "HEAD"], Redirect);
        routes.MapMethods("/page/id/{**path}", ["GET", "HEAD"], (HttpContext context, ResourceReader reader, ResourceData data, TombstoneReader gone, Pages pages, NodeIris iris) =>
            Page(context, iris.Base + RequestTarget.Path(context)["/page/".Length..], reader, data, gone, pages, iris));
        routes.MapMethods("/term", ["GET", "HEAD"], (HttpContext context, ResourceReader reader, ResourceData data, TombstoneReader gone, Pages pages, NodeIris iris) =>
            Page(context, (string?)context.Request.Query["iri"] ?? "", reader, data, gone, pages, iris));
        routes.MapMethods("/data/id/{**path}", ["GET", "HEAD"], Data);
        routes.MapMethods("/data/term.{extension}", ["GET", "HEAD"], (HttpContext context, string extension, ResourceData data, ResourceReader reader, TombstoneReader gone) =>
            Answer(context, (string?)context.Request.Query["iri"] ?? "", extension, data, reader, gone));
    }

    private static IResult Redirect(HttpContext context, ResourceData data, TombstoneReader gone, Pages pages, NodeIris iris)
    {
        var path = RequestTarget.Path(context);
        var iri = iris.Base + path.TrimStart('/');
        context.Response.Headers.Vary = "Accept";
        var format = Negotiation.RdfOrPage(context.Request.Headers.Accept.ToString(), [.. DataFormats.Select(f => f.Format)]);
        if (!data.Exists(iri, context.RequestAborted))
        {
            // What is gone has no other address any more: the answer is here.
            return gone.Find(iri, context.RequestAborted) is not { } tombstone ? pages.NotFound(context.Request)
                : format is null ? GoneAnswer.Page(context, tombstone, pages.Context(context.Request), Alternates(iri, iris)) : GoneAnswer.Data(context, tombstone, format);
        }

        var target = format is null ? "/page" + path : $"/data{path}.{DataFormats.First(f => f.Format == format).Extension}";
        // A model is asked for of the data too; the language of a page is not.
        var model = (string?)context.Request.Query["model"] is { Length: > 0 } named ? "?model=" + Uri.EscapeDataString(named) : "";
        context.Response.Headers.Location = target + (format is null ? context.Request.QueryString.ToUriComponent() : model);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Page(HttpContext context, string iri, ResourceReader reader, ResourceData data, TombstoneReader gone, Pages pages, NodeIris iris)
    {
        var page = pages.Context(context.Request);
        if (!IsIri(iri))
            return pages.NotFound(context.Request);
        var alternates = Alternates(iri, iris);
        // An object that others still name is gone all the same.
        if (!data.Exists(iri, context.RequestAborted) && gone.Find(iri, context.RequestAborted) is { } tombstone)
            return GoneAnswer.Page(context, tombstone, page, alternates);
        if (reader.Read(iri, page.Language, context.RequestAborted) is not { } view)
            return pages.NotFound(context.Request);
        return Pages.Render<ResourcePage>(
            context.Response, StatusCodes.Status200OK,
            ("Page", page), ("View", view), ("JsonLd", data.JsonLd(iri, context.RequestAborted)), ("Alternates", alternates));
    }

    private static List<(string Type, string Href)> Alternates(string iri, NodeIris iris)
    {
        var local = iris.LocalPath(iri);
        return [.. DataFormats.Select(f => (f.Format.MediaType, local is not null ? $"/data{local}.{f.Extension}" : $"/data/term.{f.Extension}?iri={Uri.EscapeDataString(iri)}"))];
    }

    // The merged view is JSON of its own; the rest is RDF.
    private static IResult Answer(HttpContext context, string iri, string extension, ResourceData data, ResourceReader reader, TombstoneReader gone)
    {
        if (!IsIri(iri))
            return Results.NotFound();
        if (extension == "json")
            return reader.Merge(iri, context.RequestAborted) is { } merged ? Results.Bytes(MergedData.Write(iri, merged), MergedData.MediaType) : GoneOrNotFound(context, iri, RdfFormats.JsonLd, gone);
        return FormatOf(extension) is not { } format ? Results.NotFound() : data.Exists(iri, context.RequestAborted) ? Write(context, iri, format, data) : GoneOrNotFound(context, iri, format, gone);
    }

    private static IResult GoneOrNotFound(HttpContext context, string iri, RdfFormat format, TombstoneReader gone) =>
        gone.Find(iri, context.RequestAborted) is { } tombstone ? GoneAnswer.Data(context, tombstone, format) : Results.NotFound();

    private static async Task<IResult> Data(HttpContext context, ResourceData data, ResourceReader reader, TombstoneReader gone, NodeIris iris, StateAt states, ClientRecognition clients, StoredQueries queries, ModelData models)
    {
        var path = RequestTarget.Path(context)["/data/".Length..];
        var dot = path.LastIndexOf('.');
        if (dot <= 0)
            return Results.NotFound();
        var (iri, extension) = (iris.Base + path[..dot], path[(dot + 1)..]);
        var (model, at) = ((string?)context.Request.Query["model"], (string?)context.Request.Query["at"]);
        if (model is null && at is null)
            return Answer(context, iri, extension, data, reader, gone);
        if (FormatOf(extension) is not { } format)
            return Results.NotFound();
        if (at is null)
            return WriteModel(context, iri, format, model!, models, snapshot: null);

        // As it was then, for the public: what is closed today is closed in every older state.
        try
        {
            using var snapshot = await states.OpenAsync(clients.Public(context), at, context.RequestAborted);
            context.Response.Headers["Memento-Datetime"] = snapshot.CommittedAt.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            return model is null
                ? Write(context, iri, format, new ResourceData(new StateDataset(snapshot), queries))
                : WriteModel(context, iri, format, model, models, snapshot);
        }
        catch (Exception error) when (QueryTrouble.Of(error) is { } trouble)
        {
            return trouble.ToResult(context.Request);
        }
    }

    private static IResult Write(HttpContext context, string iri, RdfFormat format, ResourceData data)
    {
        if (!IsIri(iri) || !data.Exists(iri, context.RequestAborted))
            return Results.NotFound();
        return Results.Bytes(data.Write(iri, format, context.RequestAborted), format.MediaType + "; charset=utf-8");
    }

    // A model that is not known, or a resource that the public graphs say nothing of, is not found.
    private static IResult WriteModel(HttpContext context, string iri, RdfFormat format, string model, ModelData models, Snapshot? snapshot)
    {
        if (!IsIri(iri) || models.Write(iri, model, format, snapshot, context.RequestAborted) is not { } written)
            return Results.NotFound();
        return Results.Bytes(written, format.MediaType + "; charset=utf-8");
    }

    private static RdfFormat? FormatOf(string extension)
    {
        // For aggregators of EDM; pages name the others.
        if (extension == "rdf")
            return RdfFormats.RdfXml;
        foreach (var (known, format) in DataFormats)
        {
            if (string.Equals(known, extension, StringComparison.Ordinal))
                return format;
        }

        return null;
    }

    private static bool IsIri(string iri) => iri.Contains(':', StringComparison.Ordinal) && iri.Length < 4096 && !iri.AsSpan().ContainsAny(NotInIris);
}
