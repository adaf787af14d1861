using System.Collections.Immutable;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Network;

/// <summary>Joins the descriptions of sources with what the index keeps of them: a snapshot that is made again when either changes.</summary>
internal sealed class NetworkCatalog(Func<TermIndex> index, IReadOnlyList<KeptDescription> kept, Func<string, DateTimeOffset?> copyFrom, TimeProvider time)
{
    // The time of a copy may move while the index stays: a harvest that finds nothing new.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(30);

    private Snapshot? _snapshot;
    private TermCatalog _described = TermCatalog.Empty;

    /// <summary>The sources that are described, without what is kept.</summary>
    internal TermCatalog Described
    {
        get => Volatile.Read(ref _described);
        set => Volatile.Write(ref _described, value);
    }

    /// <summary>The sources as they are now.</summary>
    internal Snapshot Current
    {
        get
        {
            var now = index();
            var indexed = now.Current;
            var described = Described;
            var snapshot = Volatile.Read(ref _snapshot);
            if (snapshot is not null && snapshot.Indexed == indexed && ReferenceEquals(snapshot.Described, described) && time.GetElapsedTime(snapshot.MadeAt) < s_lifetime)
                return snapshot;
            snapshot = Make(now, indexed, described);
            Volatile.Write(ref _snapshot, snapshot);
            return snapshot;
        }
    }

    private Snapshot Make(TermIndex now, ImmutableArray<SourceIndex> indexed, TermCatalog described)
    {
        var copies = new Dictionary<string, CatalogEntry>(StringComparer.Ordinal);
        var others = new List<CatalogEntry>();
        foreach (var source in indexed)
        {
            var settings = kept.FirstOrDefault(one => one.Id == source.Source.Id);
            var own = settings?.CopyOf is { } name ? described.Find(name) : described.Find(source.Source.Id);
            var entry = Kept(Merge(own, settings?.Entry, source.Source), source);
            if (own is null || !copies.TryAdd(own.Iri, entry))
                others.Add(entry);
        }

        // A source that is to be kept, and of which nothing is there yet.
        foreach (var settings in kept.Where(one => !indexed.Any(source => source.Source.Id == one.Id)))
        {
            var own = settings.CopyOf is { } name ? described.Find(name) : described.Find(settings.Id);
            if (own is null)
                others.Add(settings.Entry with { Mode = SourceMode.Kept });
            else
                copies.TryAdd(own.Iri, Merge(own, settings.Entry, settings.Entry.AsTermSource));
        }

        var catalog = new TermCatalog(described.Entries.Select(entry => copies.GetValueOrDefault(entry.Iri) ?? entry).Concat(others));
        return new Snapshot(catalog, now, indexed, described, time.GetTimestamp());
    }

    private CatalogEntry Kept(CatalogEntry entry, SourceIndex source)
    {
        if (!entry.KeepPermission.Allows)
            return entry with { Mode = SourceMode.Live };
        return entry with
        {
            KeptSource = source.Source,
            KeptTerms = source.TermCount,
            KeptLabels = source.Description.Labels,
            CopyFrom = copyFrom(source.Source.Id) ?? source.Description.BuiltAt,
        };
    }

    private static CatalogEntry Merge(CatalogEntry? described, CatalogEntry? settings, TermSource source)
    {
        if (described is null)
            return (settings ?? FromIndex(source)) with { Mode = SourceMode.Kept };
        if (settings is null)
            return described with { Mode = described.Distributions.Count == 0 ? SourceMode.Kept : SourceMode.Both, Licence = described.Licence ?? source.Licence, KeepPermission = Permission(described, source) };
        return described with
        {
            Licence = settings.Licence ?? described.Licence,
            Attribution = settings.Attribution ?? described.Attribution,
            KeepPermission = settings.KeepPermission,
            Mode = described.Distributions.Count == 0 ? SourceMode.Kept : settings.Mode,
            MirrorOf = settings.MirrorOf,
        };
    }

    private static KeepPermission Permission(CatalogEntry described, TermSource source) =>
        described.KeepPermission.Allows || source.Licence is null ? described.KeepPermission : KeepPermission.OfLicence(source.Licence);

    // An index without settings: whoever built it decided to keep it.
    private static CatalogEntry FromIndex(TermSource source) => new()
    {
        Iri = source.Graph.Value,
        Id = source.Id,
        Names = new Dictionary<string, string>(StringComparer.Ordinal) { ["nl"] = source.TitleNl, ["en"] = source.TitleEn },
        Languages = source.Languages,
        TermPrefixes = source.IriPrefix is { } prefix ? [prefix] : [],
        Licence = source.Licence,
        KeepPermission = new KeepPermission(KeepPermissionKind.Own, "staat in deze node", "is in this node"),
        Mode = SourceMode.Kept,
    };

    /// <summary>The sources at one moment.</summary>
    internal sealed class Snapshot(TermCatalog catalog, TermIndex index, ImmutableArray<SourceIndex> indexed, TermCatalog described, long madeAt)
    {
        private readonly Dictionary<string, CatalogEntry> _byKeptId = catalog.Entries.Where(entry => entry.KeptSource is not null).ToDictionary(entry => entry.KeptSource!.Id, StringComparer.Ordinal);

        internal TermCatalog Catalog => catalog;

        internal TermIndex Index => index;

        internal ImmutableArray<SourceIndex> Indexed => indexed;

        internal TermCatalog Described => described;

        internal long MadeAt => madeAt;

        /// <summary>The ids of all sources in the index that may be asked.</summary>
        internal IReadOnlyCollection<string> KeptIds => _byKeptId.Keys;

        internal CatalogEntry? OfKept(string id) => _byKeptId.GetValueOrDefault(id);
    }
}
