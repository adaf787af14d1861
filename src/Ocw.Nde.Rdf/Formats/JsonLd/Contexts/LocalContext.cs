using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

/// <summary>A context object while its terms are being defined, each at most once, those that it needs before it.</summary>
/// <param name="Map">The context object.</param>
/// <param name="BaseUrl">What addresses in it are relative to.</param>
/// <param name="Protects">Whether its terms are protected unless they say otherwise.</param>
/// <param name="OverridesProtected">Whether it may redefine protected terms.</param>
/// <param name="Remote">The addresses that lead here.</param>
internal sealed record LocalContext(JsonMap Map, string? BaseUrl, bool Protects, bool OverridesProtected, RemoteTrail Remote)
{
    /// <summary>False for a term that is being defined, true for one that is.</summary>
    internal Dictionary<string, bool> Defined { get; } = new(StringComparer.Ordinal);

    /// <summary>How many terms wait for the definition of another.</summary>
    internal int Chain { get; set; }
}

/// <summary>The addresses of contexts that were followed, the latest first.</summary>
internal sealed record RemoteTrail(string Iri, RemoteTrail? Before, int Count)
{
    /// <summary>No address was followed.</summary>
    internal static RemoteTrail Start { get; } = new("", null, 0);

    internal bool Has(string iri)
    {
        for (var at = this; at is { Count: > 0 }; at = at.Before)
        {
            if (at.Iri == iri)
                return true;
        }

        return false;
    }

    internal RemoteTrail With(string iri) => new(iri, this, Count + 1);
}
