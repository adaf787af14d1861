using System.Globalization;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Pipeline.Gone;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>Answers 410 (RFC 9110 §15.5.11) for an object that is gone, as a page or as RDF.</summary>
internal static class GoneAnswer
{
    /// <summary>The page.</summary>
    public static IResult Page(HttpContext context, TombstoneData gone, PageContext page, IReadOnlyList<(string Type, string Href)> alternates) =>
        Pages.Render<GonePage>(
            context.Response, StatusCodes.Status410Gone,
            ("Page", page), ("Iri", gone.Object.Value), ("Why", Why(gone).In(page.Language)), ("Last", gone.View(page.Language, context.RequestAborted)), ("Alternates", alternates));

    /// <summary>The data.</summary>
    public static IResult Data(HttpContext context, TombstoneData gone, RdfFormat format)
    {
        context.Response.StatusCode = StatusCodes.Status410Gone;
        return new Body(gone.Write(format), format.MediaType + "; charset=utf-8");
    }

    private static LocalizedText Why(TombstoneData gone)
    {
        var since = gone.Since ?? DateTimeOffset.UnixEpoch;
        var (nl, en) = (Day(since, "nl-NL"), Day(since, "en-GB"));
        var before = gone.NotFoundSince is { } missing
            ? new LocalizedText($" Het was sinds {Day(missing, "nl-NL")} niet meer te vinden in de bron.", $" It could not be found in the source since {Day(missing, "en-GB")}.")
            : new LocalizedText("", "");
        return gone.Reason switch
        {
            GoneReason.DeletedAtSource => new($"De instelling heeft dit object uit haar collectiegegevens verwijderd; het is sinds {nl} vervallen.{before.Nl}", $"The institution deleted this object from its collection data; it is gone since {en}.{before.En}"),
            GoneReason.Withdrawn => new($"Dit object is op {nl} uit deze dataset genomen.{before.Nl}", $"This object was taken out of this dataset on {en}.{before.En}"),
            _ => new($"Dit object staat niet meer in de bron; het is sinds {nl} vervallen.{before.Nl}", $"This object is no longer in the source; it is gone since {en}.{before.En}"),
        };
    }

    private static string Day(DateTimeOffset moment, string culture) => moment.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(culture));

    /// <summary>Bytes with the status that was set before.</summary>
    private sealed class Body(byte[] content, string mediaType) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = mediaType;
            httpContext.Response.ContentLength = content.Length;
            return httpContext.Request.Method == "HEAD" ? Task.CompletedTask : httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
        }
    }
}
