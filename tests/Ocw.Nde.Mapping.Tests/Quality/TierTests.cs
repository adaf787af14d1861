using Ocw.Nde.Mapping.Quality;
using Ocw.Nde.Mapping.Quality.Tiers;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Tests.Quality;

/// <summary>Content and metadata tiers over records in the shared model.</summary>
public sealed class TierTests
{
    private const string Open = "https://creativecommons.org/publicdomain/zero/1.0/";

    [Theory]
    [InlineData("https://creativecommons.org/licenses/by-sa/4.0/", ReuseLevel.Open)]
    [InlineData("http://creativecommons.org/publicdomain/mark/1.0/", ReuseLevel.Open)]
    [InlineData("https://creativecommons.org/licenses/by-nc-nd/4.0/", ReuseLevel.Restricted)]
    [InlineData("http://rightsstatements.org/vocab/NoC-OKLR/1.0/", ReuseLevel.Restricted)]
    [InlineData("http://rightsstatements.org/vocab/InC/1.0/", ReuseLevel.Closed)]
    [InlineData("geen idee", ReuseLevel.Closed)]
    [InlineData(null, ReuseLevel.Closed)]
    public void A_licence_says_how_far_reuse_goes(string? licence, ReuseLevel level) => Assert.Equal(level, ReuseLevels.Of(licence));

    [Theory]
    [InlineData("", 0, true)]
    [InlineData($"s:associatedMedia [ a s:ImageObject ; s:license <{Open}> ]", 4, false)]
    [InlineData($"s:associatedMedia [ a s:ImageObject ; s:license <{Open}> ; s:width 1000 ; s:height 1000 ]", 4, true)]
    [InlineData($"s:associatedMedia [ a s:ImageObject ; s:license <{Open}> ; s:width 700 ; s:height 700 ]", 2, true)]
    [InlineData($"s:associatedMedia [ a s:ImageObject ; s:license <{Open}> ; s:width 400 ; s:height 300 ]", 1, true)]
    [InlineData($"s:associatedMedia [ a s:ImageObject ; s:license <{Open}> ; s:width 40 ; s:height 30 ]", 0, true)]
    [InlineData("s:associatedMedia [ a s:ImageObject ; s:license <https://creativecommons.org/licenses/by-nc/4.0/> ; s:width 4000 ; s:height 3000 ]", 3, true)]
    [InlineData("s:associatedMedia [ a s:ImageObject ; s:width 4000 ; s:height 3000 ]", 2, true)]
    [InlineData($"s:associatedMedia [ a s:ImageObject ], [ a s:AudioObject ; s:license <{Open}> ]", 4, true)]
    public void The_best_reproduction_gives_the_content_tier(string statements, int tier, bool certain)
    {
        Assert.Equal(new ContentTier(tier, certain), ContentTier.Of(Record(statements)));
    }

    [Theory]
    [InlineData("s:name \"Haven\"@und", MetadataLevel.Zero, MetadataLevel.Zero, MetadataLevel.A)]
    [InlineData("s:name \"Haven\"@nl ; s:dateCreated \"1650\"", MetadataLevel.C, MetadataLevel.A, MetadataLevel.A)]
    [InlineData("s:name \"Haven\"@nl ; s:description \"Schepen\"@und ; s:dateCreated \"1650\" ; s:creator [ a s:Person ; s:name \"Jan\"@und ] ; s:material [ a s:DefinedTerm ; s:name \"olieverf\"@nl ; s:sameAs <http://vocab.getty.edu/aat/1> ]", MetadataLevel.B, MetadataLevel.B, MetadataLevel.B)]
    [InlineData("s:name \"Haven\"@nl ; s:dateCreated \"1650\" ; s:creator [ a s:Person ; s:birthDate \"1620\" ] ; s:material [ a s:DefinedTerm ; s:name \"olieverf\"@nl ; s:sameAs <http://vocab.getty.edu/aat/1> ] ; s:contentLocation [ a s:Place ; s:name \"Hoorn\"@nl ]", MetadataLevel.C, MetadataLevel.C, MetadataLevel.C)]
    public void Three_dimensions_give_the_metadata_tier(string statements, MetadataLevel language, MetadataLevel elements, MetadataLevel context)
    {
        var tier = MetadataTier.Of(Record(statements));

        Assert.Equal(new MetadataTier(language, elements, context), tier);
        Assert.Equal((MetadataLevel)Math.Min(Math.Min((int)language, (int)elements), (int)context), tier.Tier);
    }

    [Fact]
    public void Numbers_in_nodes_of_their_own_count_as_numbers()
    {
        var record = Record("s:name \"Foto A-1\"@nl ; s:identifier [ a s:PropertyValue ; s:value \"A-1\" ], \"B-2\"");
        Assert.Equal(["A-1", "B-2"], record.Identifiers.Order());
    }

    private static QualityRecord Record(string statements)
    {
        var graph = new RdfGraph();
        var text = $"@prefix s: <https://schema.org/> . <https://example.org/1> a s:CreativeWork {(statements.Length > 0 ? ";" : "")} {statements} .";
        RdfFormats.Parse(System.Text.Encoding.UTF8.GetBytes(text), RdfFormats.Turtle, new RdfGraphSink(graph));
        return QualityRecord.Of(new MappingResult("1", new Iri("https://example.org/1"), [.. graph], [], [], new Dictionary<string, IReadOnlyList<string>>(), []));
    }
}
