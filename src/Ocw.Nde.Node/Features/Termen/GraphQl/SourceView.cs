using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>A source in the language of the answer.</summary>
internal sealed record SourceView(CatalogEntry Entry, string Language)
{
    public string Name => Entry.Name(Language);

    public string? AlternateName => CatalogText.Choose(Entry.AlternateNames, [Language]);

    public string Description => CatalogText.Choose(Entry.Descriptions, [Language]) ?? Name;

    public IEnumerable<CreatorView> Creators => Entry.Creators.Select(creator => new CreatorView(creator, Language));

    public IEnumerable<GenreView> Genres => Entry.Genres.Select(genre => new GenreView(genre, Language));

    public IEnumerable<string> Languages => Entry.Languages.Select(TermLabels.Primary).Distinct(StringComparer.Ordinal);

    public IEnumerable<FeatureView> Features => Entry.Distributions.SelectMany(d => d.Services)
        .Where(service => service.Type.StartsWith("https://reconciliation-api.github.io/specs/", StringComparison.Ordinal))
        .Select(service => new FeatureView("RECONCILIATION", service.Address))
        .Concat(Entry.KeptSource is not null || Entry.Distributions.Any(d => d.FiltersGenres) ? [new FeatureView("GENRE_FILTER", null)] : []);

    public string ModeName => Entry.Mode switch
    {
        SourceMode.Kept => "KEPT",
        SourceMode.Live => "LIVE",
        _ => "BOTH",
    };
}

/// <summary>An organisation in the language of the answer.</summary>
internal sealed record CreatorView(CatalogCreator Creator, string Language)
{
    public string Name => CatalogText.Choose(Creator.Names, [Language]) ?? Creator.Iri;

    public string AlternateName => CatalogText.Choose(Creator.AlternateNames, [Language]) ?? Name;
}

/// <summary>A genre in the language of the answer.</summary>
internal sealed record GenreView(string Iri, string Language)
{
    public string Name => GenreTable.NamesOf(Iri) is var (nl, en) && Language == "nl" ? nl : en;
}

/// <summary>A service beside a source.</summary>
internal sealed record FeatureView(string Type, string? Address);
