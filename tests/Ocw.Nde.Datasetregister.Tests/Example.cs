using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;

namespace Ocw.Nde.Datasetregister.Tests;

/// <summary>A dataset with everything, for tests.</summary>
internal static class Example
{
    public static readonly Iri Cc0 = new("https://creativecommons.org/publicdomain/zero/1.0/");

    public static Publisher Museum { get; } = new()
    {
        Iri = new("https://museum.example/id/museum"),
        Names = [new("Museum Voorbeeld", "nl"), new("Example Museum", "en")],
        AlternateNames = [new("MV", "nl")],
        Isil = "NL-VbdMV",
        ChamberOfCommerceNumber = "12345678",
        Sector = HeritageSector.Museum,
        MunicipalityCode = "0363",
        Contact = new ContactPoint([new("Afdeling collecties", "nl")], "collecties@museum.example"),
        Website = new("https://museum.example/"),
        SameAs = [new("http://www.wikidata.org/entity/Q1")],
    };

    public static Dataset Paintings { get; } = new()
    {
        Iri = new("https://museum.example/id/dataset/schilderijen"),
        Names = [new("Schilderijen", "nl"), new("Paintings", "en")],
        Descriptions = [new("Alle schilderijen van het museum. Met maker, datering en afbeelding. Dagelijks bijgewerkt.", "nl")],
        License = Cc0,
        Publisher = Museum,
        Created = new(2011, 5, 1),
        Published = new(2012, 1, 31),
        Modified = new(2026, 4, 14, 12, 30, 0, TimeSpan.FromHours(2)),
        Languages = ["nl", "en"],
        Keywords = [new("schilderkunst", "nl")],
        Subjects = [new("http://vocab.getty.edu/aat/300177435")],
        SpatialCoverage = [new("https://sws.geonames.org/2759794/")],
        TemporalCoverage = "1600/1950",
        Version = "2026-04-14",
        Frequency = new("http://publications.europa.eu/resource/authority/frequency/DAILY"),
        Distributions =
        [
            new Distribution
            {
                Url = new("https://museum.example/dumps/schilderijen.nq.gz"),
                MediaType = "application/n-quads",
                Compression = "gzip",
                ByteSize = 123_456_789_012,
                Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                Modified = new(2026, 4, 14, 10, 30, 0, TimeSpan.Zero),
                Profiles = [new("https://docs.nde.nl/schema-profile/")],
                Descriptions = [new("De hele dataset als N-Quads.", "nl")],
            },
            new Distribution
            {
                Url = new("https://museum.example/sparql"),
                Protocol = Distribution.SparqlProtocol,
                Names = [new("SPARQL-endpoint", "nl")],
                Descriptions = [new("Bevraagbaar met SPARQL.", "nl")],
                Documentation = new("https://museum.example/sparql/uitleg"),
            },
            new Distribution { Url = new("https://museum.example/intern/alles.zip"), MediaType = "text/csv", Compression = "zip", Access = AccessLevel.Closed },
        ],
    };

    public static Catalog Everything { get; } = new()
    {
        Iri = new("https://museum.example/id/catalog"),
        Names = [new("Datasets van Museum Voorbeeld", "nl")],
        Descriptions = [new("Alle datasets van het museum.", "nl")],
        Publisher = Museum,
        Datasets = [Paintings, Paintings with { Iri = new("https://museum.example/id/dataset/gesloten"), Access = AccessLevel.Closed }],
    };
}
