using Ocw.Nde.Rdf.Formats.JsonLd.Documents;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

/// <summary>
/// What the contexts of one document grow from: its base, and the context that defines nothing. Everything that is kept with it comes from addresses, so the
/// next document that is read with the same options goes on with it: the 2,900 terms of schema.org are not defined again for each record.
/// </summary>
/// <remarks>A root belongs to one reader at a time: it is taken out of <see cref="Rent"/> and put back by <see cref="Return"/>.</remarks>
internal sealed class ContextRoot
{
    /// <summary>How many contexts a root may keep before it is thrown away: documents choose their combinations.</summary>
    private const int MaxKept = 256;

    private static readonly ContextRoot?[] Waiting = new ContextRoot?[4];
    private static int _next;

    private readonly JsonLdOptions _options;
    private readonly Dictionary<string, JsonLdDocument> _sources = new(StringComparer.Ordinal);

    private ContextRoot(JsonLdOptions options)
    {
        _options = options;
        Initial = new ActiveContext(this);
    }

    /// <summary>The base of the document.</summary>
    internal string? BaseIri { get; private set; }

    /// <summary>The context that defines nothing.</summary>
    internal ActiveContext Initial { get; }

    /// <summary>How many contexts are kept.</summary>
    internal int Kept { get; set; }

    /// <summary>Whether something that is kept depends on the base: then it serves this document only.</summary>
    internal bool DependsOnBase { get; set; }

    /// <summary>A root for a document.</summary>
    internal static ContextRoot Rent(JsonLdOptions options, string? baseIri)
    {
        var neutral = options with { BaseIri = null };
        for (var at = 0; at < Waiting.Length; at++)
        {
            if (Interlocked.Exchange(ref Waiting[at], null) is not { } root)
                continue;
            if (root._options == neutral && root.IsUpToDate())
            {
                root.BaseIri = baseIri;
                return root;
            }

            if (root._options != neutral)
                Interlocked.CompareExchange(ref Waiting[at], root, null);
        }

        return new(neutral) { BaseIri = baseIri };
    }

    /// <summary>Leaves a root for the next document, if it can serve one. Nobody may use its contexts any more.</summary>
    internal static void Return(ContextRoot root)
    {
        if (root.DependsOnBase || root.Kept is 0 or > MaxKept)
            return;
        for (var at = 0; at < Waiting.Length; at++)
        {
            if (Interlocked.CompareExchange(ref Waiting[at], root, null) is null)
                return;
        }

        Waiting[(Interlocked.Increment(ref _next) & int.MaxValue) % Waiting.Length] = root;
    }

    /// <summary>Remembers what a context was made of.</summary>
    internal void Uses(string iri, JsonLdDocument document) => _sources[iri] = document;

    // A loader that gives another document by now, or cannot give it any more, has the contexts made anew.
    private bool IsUpToDate()
    {
        foreach (var (iri, document) in _sources)
        {
            try
            {
                if (!ReferenceEquals(_options.Loader.Load(iri), document))
                    return false;
            }
            catch (JsonLdException)
            {
                // Whether the document needs it, and must be refused, is seen when it is read.
                return false;
            }
        }

        return true;
    }
}
