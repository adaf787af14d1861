using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline.Gone;

/// <summary>What takes the place of an object that is gone: a tombstone of ActivityStreams 2.0 (§3.3), with the time since when, and why.</summary>
internal static class Tombstone
{
    private const string As = "https://www.w3.org/ns/activitystreams#";

    /// <summary>The class of tombstones.</summary>
    public static readonly Iri Class = new(As + "Tombstone");

    /// <summary>What the object was.</summary>
    public static readonly Iri FormerType = new(As + "formerType");

    /// <summary>Since when it is gone.</summary>
    public static readonly Iri Deleted = new(As + "deleted");

    /// <summary>Since when a harvest did not find the object.</summary>
    public static readonly Iri NotFoundSince = new(ModelNs.Namespace + "notFoundSince");

    /// <summary>Why it is gone.</summary>
    public static readonly Iri GoneBecause = new(ModelNs.Namespace + "goneBecause");

    /// <summary>The statements of a tombstone.</summary>
    /// <param name="object">The object.</param>
    /// <param name="types">Its classes.</param>
    /// <param name="reason">Why it is gone.</param>
    /// <param name="notFound">Since when it was not found, if that came first.</param>
    /// <param name="now">Since when it is gone.</param>
    /// <param name="dataset">The dataset that it was part of.</param>
    public static IEnumerable<Triple> Of(Iri @object, IEnumerable<Iri> types, GoneReason reason, DateTimeOffset? notFound, DateTimeOffset now, Iri dataset)
    {
        yield return new(@object, RdfNs.Type, Class);
        foreach (var type in types)
            yield return new(@object, FormerType, type);
        yield return new(@object, Deleted, Instant(now));
        yield return new(@object, ProvNs.InvalidatedAtTime, Instant(now));
        yield return new(@object, GoneBecause, new Iri(ModelNs.Namespace + reason));
        yield return new(@object, VoidNs.InDataset, dataset);
        if (notFound is { } since)
            yield return new(@object, NotFoundSince, Instant(since));
    }

    /// <summary>The mark of an object that was not found.</summary>
    public static Triple Mark(Iri @object, DateTimeOffset since) => new(@object, NotFoundSince, Instant(since));

    /// <summary>The moment that a mark tells.</summary>
    public static DateTimeOffset? Moment(RdfTerm? value) =>
        value is Literal literal && DateTimeOffset.TryParse(literal.LexicalForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    private static Literal Instant(DateTimeOffset instant) => new(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), new Iri(XsdNs.Namespace + "dateTime"));
}

/// <summary>Why an object is gone; the names are those of the model.</summary>
internal enum GoneReason
{
    /// <summary>The source said that it was deleted.</summary>
    DeletedAtSource,

    /// <summary>The source did not show it for as long as the settings allow.</summary>
    NotFoundAtSource,

    /// <summary>The node took it away: a person agreed to it, or the settings give its record another address.</summary>
    Withdrawn,
}
