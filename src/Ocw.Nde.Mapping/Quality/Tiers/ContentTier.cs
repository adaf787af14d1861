using System.Globalization;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Quality.Tiers;

/// <summary>The content tier of a record (Europeana Publishing Framework): how good its best reproduction is, and how freely it may be used.</summary>
/// <param name="Tier">0 to 4.</param>
/// <param name="IsCertain">Whether it is known: where the metadata does not tell the size of an image, the tier is the highest that it can have.</param>
/// <remarks>
/// Images: 0.1 megapixel for tier 1, 0.42 for 2, 0.95 for 3 and 4. The licence sets a ceiling: <see cref="ReuseLevel"/>. Sound, texts and 3D models are judged by
/// their licence alone, video as if it were large enough.
/// </remarks>
public readonly record struct ContentTier(int Tier, bool IsCertain)
{
    private const long Small = 100_000;
    private const long Medium = 420_000;
    private const long Large = 950_000;

    private static readonly Iri Width = new(Vocabulary.Schema + "width");
    private static readonly Iri Height = new(Vocabulary.Schema + "height");

    /// <summary>Judges a record: the best of its reproductions counts.</summary>
    public static ContentTier Of(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var best = new ContentTier(0, IsCertain: true);
        if (record.Subject is not { } subject)
            return best;
        foreach (var media in record.Values(subject, Vocabulary.AssociatedMedia))
        {
            var tier = OfMedia(record, media);
            if (tier.Tier > best.Tier || (tier.Tier == best.Tier && tier.IsCertain))
                best = tier;
        }

        return best;
    }

    private static ContentTier OfMedia(QualityRecord record, RdfTerm media)
    {
        var licence = record.Values(media, Vocabulary.License).OfType<Iri>().FirstOrDefault()?.Value;
        var ceiling = ReuseLevels.Of(licence) switch { ReuseLevel.Open => 4, ReuseLevel.Restricted => 3, _ => 2 };
        var types = record.Values(media, Vocabulary.Type).ToList();
        if (types.Contains(Vocabulary.VideoObject))
            return new ContentTier(ceiling, IsCertain: false);
        if (types.Contains(Vocabulary.AudioObject) || types.Contains(Vocabulary.ThreeDModel) || (types.Contains(Vocabulary.MediaObject) && !types.Contains(Vocabulary.ImageObject)))
            return new ContentTier(ceiling, IsCertain: true);
        if (Number(record, media, Width) is not { } width || Number(record, media, Height) is not { } height)
            return new ContentTier(ceiling, IsCertain: false);
        var size = width * height;
        var tier = size >= Large ? 4 : size >= Medium ? 2 : size >= Small ? 1 : 0;
        return new ContentTier(Math.Min(tier, ceiling), IsCertain: true);
    }

    private static long? Number(QualityRecord record, RdfTerm media, Iri property) =>
        record.Values(media, property).OfType<Literal>().Select(l => long.TryParse(l.LexicalForm, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).FirstOrDefault(n => n is not null);
}
