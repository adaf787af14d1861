using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Indexing;

public sealed class TermGraphReaderTests
{
    [Fact]
    public void Skos_labels_notes_notations_and_relations_are_read()
    {
        var term = Assert.Single(Read(
            """
            ex:hout a skos:Concept ; skos:inScheme ex:materialen ;
              skos:prefLabel "hout"@nl, "wood"@en ; skos:altLabel "timmerhout"@nl-NL ; skos:hiddenLabel "hotu" ;
              skos:notation "M.1" ; skos:definition "Materiaal van bomen."@nl ; skos:scopeNote "Ook voor planken."@nl ;
              skos:broader ex:materiaal ; skos:narrower ex:eiken ; skos:related ex:boom ;
              skos:exactMatch <http://vocab.getty.edu/aat/300011914> ; skos:closeMatch <https://example.com/x> .
            """));

        Assert.Equal("https://example.org/id/hout", term.Iri);
        Assert.Equal(
            [
                new TermLabel(TermLabelKind.Preferred, "hout", "nl"), new TermLabel(TermLabelKind.Preferred, "wood", "en"),
                new TermLabel(TermLabelKind.Alternative, "timmerhout", "nl-nl"), new TermLabel(TermLabelKind.Hidden, "hotu"),
            ],
            term.Labels.OrderBy(label => label.Kind).ThenBy(label => label.Text, StringComparer.Ordinal));
        Assert.Equal(["M.1"], term.Notations);
        Assert.Equal(["Materiaal van bomen.", "Ook voor planken."], term.Notes.OrderBy(note => note.Kind).Select(note => note.Text));
        Assert.Equal(["https://example.org/id/materialen"], term.Schemes);
        Assert.Equal(
            [
                new TermRelation(TermRelationKind.Broader, "https://example.org/id/materiaal"), new TermRelation(TermRelationKind.Narrower, "https://example.org/id/eiken"),
                new TermRelation(TermRelationKind.Related, "https://example.org/id/boom"), new TermRelation(TermRelationKind.ExactMatch, "http://vocab.getty.edu/aat/300011914"),
                new TermRelation(TermRelationKind.CloseMatch, "https://example.com/x"),
            ],
            term.Relations.OrderBy(relation => relation.Kind));
    }

    [Fact]
    public void Labels_that_are_nodes_of_their_own_are_followed()
    {
        var term = Assert.Single(Read(
            """
            ex:a a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "kast"@nl ] ; skosxl:altLabel ex:label1 ;
              skos:scopeNote [ rdf:value "Meubel."@nl ] .
            ex:label1 a skosxl:Label ; skosxl:literalForm "armoire"@fr ; rdfs:label "armoire" .
            """));

        Assert.Equal([new TermLabel(TermLabelKind.Preferred, "kast", "nl"), new TermLabel(TermLabelKind.Alternative, "armoire", "fr")], term.Labels.OrderBy(label => label.Kind));
        Assert.Equal("Meubel.", Assert.Single(term.Notes).Text);
    }

    [Fact]
    public void People_of_schema_org_have_names_and_years()
    {
        var term = Assert.Single(Read(
            """ex:p a schema:Person ; schema:name "Rembrandt" ; schema:alternateName "Rijn, Rembrandt van" ; schema:birthDate "1606-07-15" ; schema:deathDate "1669" ."""));

        Assert.Equal("Rembrandt", Assert.Single(term.Labels, label => label.Kind == TermLabelKind.Preferred).Text);
        Assert.Equal((1606, 1669), (term.Birth, term.Death));
    }

    [Fact]
    public void Places_have_coordinates_of_their_own_or_in_a_node_beside_them()
    {
        var terms = Read(
            """
            ex:a a schema:Place ; schema:name "A" ; schema:geo [ schema:latitude 52.1 ; schema:longitude "4.9" ] .
            ex:b a schema:Place ; schema:name "B" ; geo:lat "5.5" ; geo:long "-55.2" .
            ex:c a schema:Place ; schema:name "C" ; foaf:focus [ geo:lat "1" ; geo:long "2" ] .
            ex:d a schema:Place ; schema:name "D" ; geo:lat "190" ; geo:long "2" .
            """).OrderBy(term => term.Iri, StringComparer.Ordinal).ToList();

        Assert.Equal([(52.1, 4.9), (5.5, -55.2), (1.0, 2.0), (null, 2.0)], terms.Select(term => (term.Latitude, term.Longitude)));
    }

    [Fact]
    public void Getty_lives_stand_two_nodes_away()
    {
        var term = Assert.Single(Read(
            """
            ex:a a gvp:PersonConcept ; skos:prefLabel "Steen, Jan" ; foaf:focus ex:agent .
            ex:agent gvp:biographyPreferred [ gvp:estStart "1626" ; gvp:estEnd "1679" ] .
            """));

        Assert.Equal((1626, 1679), (term.Birth, term.Death));
    }

    [Fact]
    public void Schemes_collections_and_datasets_are_no_terms()
    {
        Assert.Empty(Read(
            """
            ex:s a skos:ConceptScheme ; skos:prefLabel "Materialen"@nl .
            ex:c a skos:Collection ; skos:prefLabel "verzameling"@nl .
            ex:d a schema:Dataset ; schema:name "Dataset"@nl .
            ex:e a skos:Concept .
            [] a skos:Concept ; skos:prefLabel "zonder IRI"@nl .
            """));
    }

    [Fact]
    public void A_prefix_keeps_the_terms_of_others_out()
    {
        var terms = Read("""ex:a skos:prefLabel "van ons" . <https://elders.example/b> skos:prefLabel "van elders" .""", prefix: "https://example.org/id/");

        Assert.Equal("van ons", Assert.Single(Assert.Single(terms).Labels).Text);
    }

    [Fact]
    public void Names_of_other_vocabularies_stand_beside_a_preferred_label_as_alternatives()
    {
        var term = Assert.Single(Read("""ex:a skos:prefLabel "kast"@nl ; rdfs:label "kast"@nl, "de kast"@nl ; foaf:name "kastje" ."""));

        Assert.Equal(
            [(TermLabelKind.Preferred, "kast"), (TermLabelKind.Alternative, "de kast"), (TermLabelKind.Alternative, "kastje")],
            term.Labels.OrderBy(label => label.Kind).ThenBy(label => label.Text, StringComparer.Ordinal).Select(label => (label.Kind, label.Text)));
    }

    [Fact]
    public void Withdrawn_terms_are_known_as_such()
    {
        var terms = Read(
            """
            ex:a skos:prefLabel "oud" ; owl:deprecated true .
            ex:b skos:prefLabel "ouder" ; dcterms:isReplacedBy ex:c .
            ex:c skos:prefLabel "nieuw" ; owl:deprecated false .
            """).ToDictionary(term => term.Iri[^1]);

        Assert.True(terms['a'].IsDeprecated);
        Assert.True(terms['b'].IsDeprecated);
        Assert.False(terms['c'].IsDeprecated);
    }

    [Fact]
    public void A_term_with_more_values_than_the_ceiling_is_read_up_to_it()
    {
        var labels = string.Join(", ", Enumerable.Range(0, 500).Select(i => $"\"label {i}\""));

        var term = Assert.Single(Read($"ex:a a skos:Concept ; skos:altLabel {labels} .", options: new TermIndexOptions { MaxValuesPerTerm = 100 }));

        Assert.Equal(100, term.Labels.Count);
    }

    [Fact]
    public void Very_many_relations_do_not_push_the_labels_out()
    {
        var narrower = string.Join(", ", Enumerable.Range(0, 500).Select(i => $"ex:n{i}"));

        var term = Assert.Single(Read($"ex:a skos:narrower {narrower} ; skos:prefLabel \"top\" ; skos:altLabel \"hoogste\" .", options: new TermIndexOptions { MaxValuesPerTerm = 100 }));

        Assert.Equal((2, 100), (term.Labels.Count, term.Relations.Count));
    }

    private static List<TermRecord> Read(string turtle, string? prefix = null, TermIndexOptions? options = null)
    {
        var graph = TermGraph.OfTurtle(turtle);
        var source = new TermSource { Id = "test", TitleNl = "Proef", TitleEn = "Test", Graph = new Iri(TermGraph.Iri), IriPrefix = prefix };
        return [.. new TermGraphReader(graph.Quads, graph.Id, source, options ?? new TermIndexOptions()).Read(CancellationToken.None)];
    }
}
