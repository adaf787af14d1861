namespace Ocw.Nde.Html.Rdfa;

/// <summary>The prefixes in force at an element: those that it declares over those of the elements around it.</summary>
internal sealed class RdfaPrefixes
{
    private readonly RdfaPrefixes? _outer;
    private readonly Dictionary<string, string> _own;

    private RdfaPrefixes(RdfaPrefixes? outer, Dictionary<string, string> own)
    {
        _outer = outer;
        _own = own;
    }

    internal static RdfaPrefixes None { get; } = new(null, []);

    internal RdfaPrefixes With(Dictionary<string, string> own) => own.Count == 0 ? this : new(this, own);

    /// <summary>The IRI of a prefix, whatever the case it is written in; <see langword="null"/> where it has none.</summary>
    internal string? Find(string prefix)
    {
        var name = prefix.ToLowerInvariant();
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._own.TryGetValue(name, out var iri))
                return iri;
        }

        return InitialContext.Prefixes.GetValueOrDefault(name);
    }
}
