using System.Collections.Frozen;

namespace Ocw.Nde.Termen.Catalog;

/// <summary>The terminology sources that can be asked: an immutable snapshot, replaced as a whole when the catalogue is refreshed or a kept copy changes.</summary>
public sealed class TermCatalog
{
    private readonly FrozenDictionary<string, CatalogEntry> _byName;

    /// <summary>Makes a catalogue of these entries; the first of two with one IRI or id counts.</summary>
    public TermCatalog(IEnumerable<CatalogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var kept = new List<CatalogEntry>();
        var byName = new Dictionary<string, CatalogEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (byName.ContainsKey(entry.Iri) || byName.ContainsKey(entry.Id))
                continue;
            byName[entry.Iri] = byName[entry.Id] = entry;
            kept.Add(entry);
        }

        Entries = kept;
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A catalogue without sources.</summary>
    public static TermCatalog Empty { get; } = new([]);

    /// <summary>The sources, in the order of the catalogue; those without description last.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>The source of an IRI of a dataset or an id; <see langword="null"/> if there is none.</summary>
    public CatalogEntry? Find(string iriOrId)
    {
        ArgumentNullException.ThrowIfNull(iriOrId);
        return _byName.GetValueOrDefault(iriOrId);
    }

    /// <summary>The source with the longest prefix that the IRI of a term starts with, the first of equals; <see langword="null"/> if none has one.</summary>
    /// <remarks>Where several sources share a prefix, the term's <c>skos:inScheme</c> decides once its data are there: <see cref="CandidatesFor"/>.</remarks>
    public CatalogEntry? ForTerm(string termIri) => CandidatesFor(termIri) is [var first, ..] ? first : null;

    /// <summary>All sources that share the longest prefix that the IRI of a term starts with, in the order of the catalogue.</summary>
    public IReadOnlyList<CatalogEntry> CandidatesFor(string termIri)
    {
        ArgumentNullException.ThrowIfNull(termIri);
        var longest = 1;
        var found = new List<CatalogEntry>();
        foreach (var entry in Entries)
        {
            var length = entry.PrefixLength(termIri);
            if (length > longest)
            {
                found.Clear();
                longest = length;
            }

            if (length == longest)
                found.Add(entry);
        }

        return found;
    }
}
