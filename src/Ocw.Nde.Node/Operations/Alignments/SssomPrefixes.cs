using System.Globalization;
using System.Text.RegularExpressions;
using Ocw.Nde.Node.Pipeline;

namespace Ocw.Nde.Node.Operations.Alignments;

/// <summary>The prefixes of a set of mappings: every IRI in it becomes a CURIE, as SSSOM/TSV demands.</summary>
internal sealed partial class SssomPrefixes
{
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);
    private readonly List<(string Namespace, string Prefix)> _known = [];
    private int _numbered;

    /// <summary>The prefixes that every set has, and those that terminology sources are known by.</summary>
    /// <param name="nodeBase">What the node's own IRIs begin with.</param>
    /// <param name="sources">The ids of terminology sources, with what the IRIs of their terms begin with.</param>
    public SssomPrefixes(string nodeBase, IEnumerable<(string Id, string IriPrefix)> sources)
    {
        foreach (var (name, prefix) in (ReadOnlySpan<(string, string)>)[(AlignmentVocabulary.Skos, "skos"), (AlignmentVocabulary.Semapv, "semapv"), (nodeBase + "id/dataset/", "dataset"), (nodeBase, "node")])
            _prefixes.Add(name, prefix);
        _known.AddRange([(nodeBase + "id/dataset/", "dataset"), (nodeBase, "node")]);
        foreach (var (id, iri) in sources.Where(s => s.IriPrefix.Length > 0 && NcName().IsMatch(s.Id) && !_prefixes.ContainsValue(s.Id)).OrderByDescending(s => s.IriPrefix.Length))
            _known.Add((iri, id));
    }

    /// <summary>All prefixes that were used or are always there, in order of name.</summary>
    public IEnumerable<(string Prefix, string Namespace)> All => _prefixes.Select(pair => (pair.Value, pair.Key)).OrderBy(pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Makes sure that there is a prefix for an IRI.</summary>
    public void Add(string iri)
    {
        if (iri.Length > 0)
            _ = Prefix(NamespaceOf(iri));
    }

    /// <summary>An IRI as CURIE; empty for none.</summary>
    public string Curie(string iri) => CurieWithin(iri, iri);

    /// <summary>An IRI as CURIE, with the prefix of another one that it begins with.</summary>
    public string CurieWithin(string iri, string other)
    {
        if (iri.Length == 0)
            return "";
        var name = NamespaceOf(other);
        return $"{Prefix(name)}:{iri[name.Length..]}";
    }

    private string Prefix(string name)
    {
        if (_prefixes.TryGetValue(name, out var prefix))
            return prefix;
        prefix = _known.Find(known => known.Namespace == name).Prefix;
        if (prefix is null || _prefixes.ContainsValue(prefix))
            prefix = string.Create(CultureInfo.InvariantCulture, $"ns{++_numbered}");
        _prefixes.Add(name, prefix);
        return prefix;
    }

    // A source's own beginning, else all up to the last slash or hash, or for a URN the last colon.
    private string NamespaceOf(string iri)
    {
        foreach (var (known, _) in _known)
        {
            if (iri.Length > known.Length && iri.StartsWith(known, StringComparison.Ordinal))
                return known;
        }

        var text = iri.AsSpan(0, iri.Length - 1);
        var end = text.LastIndexOfAny('/', '#');
        return iri[..((end >= 0 ? end : text.LastIndexOf(':')) + 1)];
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NcName();
}
