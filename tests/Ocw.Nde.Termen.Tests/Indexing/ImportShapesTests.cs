using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Indexing;

/// <summary>The forms in which vocabularies come, one small vocabulary each.</summary>
public sealed class ImportShapesTests
{
    private const string Prefixes =
        """
        @prefix madsrdf: <http://www.loc.gov/mads/rdf/v1#> .
        @prefix gndo: <https://d-nb.info/standards/elementset/gnd#> .
        @prefix wdt: <http://www.wikidata.org/prop/direct/> .
        @prefix wd: <http://www.wikidata.org/entity/> .
        @prefix gn: <https://www.geonames.org/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix iso: <http://purl.org/iso25964/skos-thes#> .
        @prefix wkt: <http://www.opengis.net/ont/geosparql#> .

        """;

    [Fact]
    public void MADS_authorities_with_their_variants()
    {
        var terms = Read(
            """
            ex:n1 a madsrdf:PersonalName, madsrdf:Authority ; madsrdf:authoritativeLabel "Rembrandt Harmenszoon van Rijn, 1606-1669"@nl ;
              madsrdf:hasVariant [ a madsrdf:Variant, madsrdf:PersonalName ; madsrdf:variantLabel "Rijn, Rembrandt van"@nl ] ;
              madsrdf:hasExactExternalAuthority <http://viaf.org/viaf/64013650> ; madsrdf:isMemberOfMADSScheme ex:names .
            ex:s1 a madsrdf:Topic, madsrdf:Authority ; madsrdf:authoritativeLabel "Windmills"@en ; madsrdf:hasBroaderAuthority ex:s2 ; madsrdf:scopeNote "Not water mills"@en .
            ex:s2 a madsrdf:Topic, madsrdf:Authority ; madsrdf:authoritativeLabel "Mills"@en .
            """);

        Assert.Equal(3, terms.Count);
        Assert.Equal(["Rembrandt Harmenszoon van Rijn, 1606-1669", "Rijn, Rembrandt van"], terms["n1"].Labels.OrderBy(label => label.Kind).Select(label => label.Text));
        Assert.Contains(terms["n1"].Labels, label => label.Kind == TermLabelKind.Alternative);
        Assert.Contains(new TermRelation(TermRelationKind.ExactMatch, "http://viaf.org/viaf/64013650"), terms["n1"].Relations);
        Assert.Equal([Id + "names"], terms["n1"].Schemes);
        Assert.Contains(new TermRelation(TermRelationKind.Broader, Id + "s2"), terms["s1"].Relations);
        Assert.Equal("Not water mills", Assert.Single(terms["s1"].Notes).Text);
        Assert.Equal(TermGenres.Person, WellKnownTypes.GenresOf(terms["n1"].Types[0]) | WellKnownTypes.GenresOf(terms["n1"].Types[1]));
    }

    [Fact]
    public void GND_persons_places_and_headings()
    {
        var terms = Read(
            """
            ex:p a gndo:DifferentiatedPerson ; gndo:preferredNameForThePerson "Merian, Maria Sibylla" ; gndo:variantNameForThePerson "Graff, Maria Sibylla" ;
              gndo:gndIdentifier "118581082" ; gndo:dateOfBirth "1647-04-02"^^xsd:date ; gndo:dateOfDeath "1717-01-13"^^xsd:date ; gndo:biographicalOrHistoricalInformation "Malerin"@de .
            ex:g a gndo:TerritorialCorporateBodyOrAdministrativeUnit ; gndo:preferredNameForThePlaceOrGeographicName "Suriname" .
            ex:s a gndo:SubjectHeadingSensoStricto ; gndo:preferredNameForTheSubjectHeading "Windmühle" ; gndo:broaderTermGeneral ex:m .
            ex:m a gndo:SubjectHeadingSensoStricto ; gndo:preferredNameForTheSubjectHeading "Mühle" .
            """);

        Assert.Equal(["Merian, Maria Sibylla", "Graff, Maria Sibylla"], terms["p"].Labels.OrderBy(label => label.Kind).Select(label => label.Text));
        Assert.Equal((1647, 1717), (terms["p"].Birth, terms["p"].Death));
        Assert.Equal(["118581082"], terms["p"].Notations);
        Assert.Equal("Suriname", terms["g"].Labels[0].Text);
        Assert.Contains(new TermRelation(TermRelationKind.Broader, Id + "m"), terms["s"].Relations);
    }

    [Fact]
    public void Wikidata_entities_with_direct_properties()
    {
        var terms = Read(
            """
            ex:Q1 rdfs:label "Maria Sibylla Merian"@nl, "Maria Sibylla Merian"@en ; skos:altLabel "Merian"@nl ; schema:description "kunstschilderes"@nl ;
              wdt:P31 wd:Q5 ; wdt:P569 "1647-04-02T00:00:00Z"^^xsd:dateTime ; wdt:P570 "1717-01-13T00:00:00Z"^^xsd:dateTime .
            ex:Q2 rdfs:label "Paramaribo"@nl ; wdt:P131 ex:Q3 ; wdt:P625 "Point(-55.166667 5.866667)"^^wkt:wktLiteral .
            ex:Q3 rdfs:label "Suriname"@nl .
            """);

        Assert.Equal(3, terms.Count);
        Assert.Equal((1647, 1717), (terms["Q1"].Birth, terms["Q1"].Death));
        Assert.Equal(TermGenres.Person, WellKnownTypes.GenresOf(Assert.Single(terms["Q1"].Types)));
        Assert.Equal(5.866667, terms["Q2"].Latitude!.Value, 5);
        Assert.Contains(new TermRelation(TermRelationKind.Broader, Id + "Q3"), terms["Q2"].Relations);
    }

    [Fact]
    public void Schema_terms_persons_and_places()
    {
        var terms = Read(
            """
            ex:t a schema:DefinedTerm ; schema:name "molen"@nl ; schema:termCode "M1" ; schema:inDefinedTermSet ex:set ; schema:description "Maalt."@nl .
            ex:set a schema:DefinedTermSet ; schema:name "Lijst"@nl .
            ex:p a schema:Person ; schema:name "Jan Jansen" ; schema:alternateName "J. Jansen" ; schema:birthDate "1880" ; schema:sameAs <http://viaf.org/viaf/1> .
            ex:l a schema:Place ; schema:name "Delft" ; schema:geo [ schema:latitude "52.01" ; schema:longitude "4.36" ] ; schema:containedInPlace ex:zh .
            """);

        Assert.Equal(["l", "p", "t"], terms.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["M1"], terms["t"].Notations);
        Assert.Equal(1880, terms["p"].Birth);
        Assert.Equal(52.01, terms["l"].Latitude!.Value, 3);
    }

    [Fact]
    public void GeoNames_features_of_either_namespace()
    {
        var terms = Read(
            """
            ex:1 a gn:Feature ; gn:name "Delft" ; gn:alternateName "Delf" ; gn:parentADM1 ex:2 ; gn:featureCode gn:P.PPL ; geo:lat "52.01" ; geo:long "4.36" .
            ex:2 a <http://www.geonames.org/ontology#Feature> ; <http://www.geonames.org/ontology#name> "Zuid-Holland" .
            """);

        Assert.Equal(["Delft", "Delf"], terms["1"].Labels.OrderBy(label => label.Kind).Select(label => label.Text));
        Assert.Contains(new TermRelation(TermRelationKind.Broader, Id + "2"), terms["1"].Relations);
        Assert.Equal("Zuid-Holland", terms["2"].Labels[0].Text);
    }

    [Fact]
    public void Getty_terms_and_the_relations_of_ISO_25964()
    {
        var terms = Read(
            """
            ex:300 a skos:Concept, gvp:Concept ; skosxl:prefLabel ex:l1 ; skosxl:altLabel ex:l2 ; gvp:broaderPreferred ex:301 ; skos:scopeNote [ rdf:value "Een fiets."@nl ] ; rdfs:seeAlso <https://example.org/page> .
            ex:l1 a skosxl:Label ; skosxl:literalForm "fietsen"@nl . ex:l2 a skosxl:Label ; gvp:term "rijwielen"@nl .
            ex:301 a skos:Concept ; skos:prefLabel "voertuigen"@nl ; iso:broaderGeneric ex:302 .
            """);

        Assert.Equal(["fietsen", "rijwielen"], terms["300"].Labels.OrderBy(label => label.Kind).Select(label => label.Text));
        Assert.Equal("Een fiets.", Assert.Single(terms["300"].Notes).Text);
        Assert.Contains(new TermRelation(TermRelationKind.SeeAlso, "https://example.org/page"), terms["300"].Relations);
        Assert.Contains(new TermRelation(TermRelationKind.Broader, Id + "302"), terms["301"].Relations);
        Assert.Equal(2, terms.Count);
    }

    [Fact]
    public void FOAF_agents()
    {
        var terms = Read("""ex:a a foaf:Person ; foaf:name "Jan Jansen" ; foaf:nick "Jantje" ; foaf:birthday "1880-01-02" .""");

        Assert.Equal(["Jan Jansen", "Jantje"], terms["a"].Labels.OrderBy(label => label.Kind).Select(label => label.Text));
        Assert.Equal(1880, terms["a"].Birth);
    }

    [Fact]
    public void Classes_are_terms_where_a_vocabulary_is_made_of_classes()
    {
        const string Classes =
            """
            ex:o a owl:Ontology ; rdfs:label "Ontologie"@nl .
            ex:Molen a owl:Class ; rdfs:label "molen"@nl ; rdfs:subClassOf ex:Gebouw ; rdfs:comment "Maalt."@nl .
            ex:Gebouw a rdfs:Class ; rdfs:label "gebouw"@nl .
            ex:heeft a owl:ObjectProperty ; rdfs:label "heeft"@nl .

            """;

        var alone = Read(Classes);
        var beside = Read(Classes + """ex:c a skos:Concept ; skos:prefLabel "begrip"@nl .""");

        Assert.Equal(["Gebouw", "Molen"], alone.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(new TermRelation(TermRelationKind.Broader, Id + "Gebouw"), alone["Molen"].Relations);
        Assert.Equal("Maalt.", Assert.Single(alone["Molen"].Notes).Text);
        Assert.Equal(["c"], beside.Keys);
    }

    [Fact]
    public void Labels_that_were_encoded_twice_are_mended_and_counted()
    {
        var graph = TermGraph.OfTurtle("ex:a a skos:Concept ; skos:prefLabel \"MÃ¸hlmann\"@nl ; skos:altLabel \"Møhlman\"@nl .");
        var reader = new TermGraphReader(graph.Quads, graph.Id, Sources.Of("t"), new TermIndexOptions());

        Assert.Equal(["Møhlmann", "Møhlman"], Assert.Single(reader.Read(default)).Labels.OrderBy(label => label.Kind).Select(label => label.Text));
        Assert.Equal(1, reader.MendedTexts);
    }

    [Fact]
    public async Task A_term_with_too_many_labels_is_bounded_and_named()
    {
        var many = string.Concat(Enumerable.Range(0, 500).Select(n => $"ex:a skos:altLabel \"label {n}\" .\n"));
        var graph = TermGraph.OfTurtle("ex:a a skos:Concept ; skos:prefLabel \"a\"@nl .\nex:b a skos:Concept ; skos:prefLabel \"b\"@nl .\n" + many);
        using var folder = new TemporaryFolder();
        using var index = TermIndex.Open(folder.Path, new TermIndexOptions { MaxValuesPerTerm = 100 });

        var report = await index.RebuildAsync(Sources.Of("t"), graph.Quads, graph.Id, "1");

        Assert.Equal([Id + "a"], report.BoundedTerms);
        Assert.Equal(102, report.Labels);
        Assert.Equal(2, report.Terms);
    }

    private const string Id = "https://example.org/id/";

    private static Dictionary<string, TermRecord> Read(string turtle)
    {
        var graph = TermGraph.OfTurtle(Prefixes + turtle);
        return new TermGraphReader(graph.Quads, graph.Id, Sources.Of("t"), new TermIndexOptions()).Read(default).ToDictionary(record => record.Iri[Id.Length..], StringComparer.Ordinal);
    }
}
