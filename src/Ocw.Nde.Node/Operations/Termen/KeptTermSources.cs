using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Network;

namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>Describes the terminology sources that the node harvests, for the network of sources.</summary>
internal static class KeptTermSources
{
    /// <summary>One description for each source file of <c>kind: terms</c>.</summary>
    public static IReadOnlyList<KeptDescription> Of(IEnumerable<SourceSettings> sources, NodeIris iris) =>
        [.. sources.Where(source => source.Kind == SourceKind.Terms).Select(source => Of(source, iris))];

    private static KeptDescription Of(SourceSettings source, NodeIris iris)
    {
        var settings = source.Terms ?? new TermSettings();
        var terms = AfterCommit.TermSourceOf(source, iris.Graph(source.Dataset, source.Channel, GraphKind.Content));
        var entry = new CatalogEntry
        {
            Iri = iris.Dataset(source.Dataset),
            Id = source.Id,
            Names = Texts(source.Title),
            Descriptions = source.Description is { } description ? Texts(description) : Texts(source.Title),
            Genres = [.. GenreTable.IrisOf(terms.Genres)],
            Creators = [new CatalogCreator(source.Institution.Iri ?? iris.Institution(source.Institution.Id), Texts(source.Institution.Name), new Dictionary<string, string>(StringComparer.Ordinal))],
            Languages = source.Languages,
            TermPrefixes = terms.IriPrefix is { } prefix ? [prefix] : [],
            MainPage = iris.Dataset(source.Dataset),
            Licence = source.License,
            Attribution = settings.Attribution,
            KeepPermission = settings.Agreement is { } agreement ? KeepPermission.OfAgreement(agreement) : KeepPermission.OfLicence(source.License),
            Mode = settings.LiveToo ? SourceMode.Both : SourceMode.Kept,
            MirrorOf = settings.MirrorOf,
        };
        return new KeptDescription { Id = source.Id, CopyOf = settings.CopyOf, Entry = entry };
    }

    private static Dictionary<string, string> Texts(Localization.LocalizedText text) => new(StringComparer.Ordinal) { ["nl"] = text.Nl, ["en"] = text.En };
}
