using System.IO.Compression;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Quality;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Quality;

/// <summary>The test vocabularies of qSKOS, each named after the fault that it holds, and those of Skosmos.</summary>
public sealed class SkosSuiteTests
{
    private const string Qskos = "suites/skos/qskos-test-vocabularies.zip";
    private const string Skosmos = "suites/skos/skosmos-test-vocab-data.zip";

    [SharedTheory(Qskos)]
    [InlineData("ambiguousLabels", "ambiguous-labels", "conceptA", "conceptA2", "conceptA3", "conceptA4")]
    [InlineData("ambiguousLabels", "disjoint-labels", "conceptD")]
    [InlineData("ambiguousNotationReferences", "ambiguous-notations", "conceptA", "conceptC", "conceptE", "conceptG")]
    [InlineData("components_1", "disconnected-clusters")]
    [InlineData("cycles", "cycles")]
    [InlineData("deprecatedAndIllegalTerms", "undefined-skos", "core#symbol", "core#NotExistingResource", "core#OtherNotExistingResource", "core#fantasyProperty")]
    [InlineData("documentedConcepts", "undocumented-concepts")]
    [InlineData("emptyLabels", "empty-labels", "conceptA", "conceptB", "conceptD")]
    [InlineData("exactVsAssociativeMappingClashes", "mapping-clashes", "17", "19", "21", "26")]
    [InlineData("hierarchicalAndAssociativeRelations", "relation-clashes", "conceptA", "conceptC", "conceptF", "conceptG")]
    [InlineData("hierarchicalRedundancy", "hierarchical-redundancy", "conceptA", "conceptG", "conceptJ", "conceptP")]
    [InlineData("invalidCharacters", "invalid-iris")]
    [InlineData("labelsWithUnprintableCharacters", "unprintable-characters", "conceptA")]
    [InlineData("languageTags", "invalid-language-tags", "conceptE")]
    [InlineData("mappingRelationsMisuse", "mapping-misuse", "conceptA", "conceptC")]
    [InlineData("missingLabels", "missing-labels", "conceptA", "conceptC", "conceptD")]
    [InlineData("missingTopConcepts", "missing-top-concepts", "conceptSchemeA", "resourceF")]
    [InlineData("noBroaderAndNotTopConcepts", "unmarked-top-concepts", "resourceD", "resourceG")]
    [InlineData("nocommonlanguage", "no-common-language")]
    [InlineData("nocontent", "no-concepts")]
    [InlineData("omittedInverseRelations", "omitted-inverse-relations", "conceptA", "conceptC", "conceptM")]
    [InlineData("overlappingLabels", "overlapping-labels", "conceptA", "conceptC")]
    [InlineData("redundantAssociativeRelations", "redundant-associations", "conceptA", "conceptF")]
    [InlineData("reflexivelyRelatedConcepts", "reflexive-relations", "conceptA", "conceptB")]
    [InlineData("relationClashes", "relation-clashes", "1", "3", "5", "8", "26", "31", "34")]
    [InlineData("solitaryTransitiveRelations", "solitary-transitive-relations", "conceptA", "conceptC", "conceptJ", "conceptN")]
    [InlineData("topConceptsHavingBroaderConcept", "top-concepts-with-broader", "resourceA", "resourceB", "resourceE", "resourceG")]
    public void A_vocabulary_has_the_fault_that_it_is_named_after(string file, string finding, params string[] terms)
    {
        var found = Assert.Single(Check(Qskos, file + ".rdf").Findings, one => one.Id == finding);

        var named = found.Examples.Select(example => example.Iri).ToList();
        Assert.All(terms, term => Assert.Contains(named, iri => iri.EndsWith("/" + term, StringComparison.Ordinal) || iri.EndsWith(term, StringComparison.Ordinal)));
        Assert.True(found.Count >= Math.Max(1, terms.Length));
    }

    [SharedTheory(Qskos)]
    [InlineData("ambiguousLabels", "ambiguous-labels", "conceptB", "conceptC")]
    [InlineData("labelsWithUnprintableCharacters", "unprintable-characters", "conceptB", "conceptD", "conceptE", "conceptF")]
    [InlineData("languageTags", "invalid-language-tags", "conceptA", "conceptB", "conceptC", "conceptD", "conceptF", "conceptG", "conceptI")]
    [InlineData("missingTopConcepts", "missing-top-concepts", "conceptSchemeB", "conceptSchemeC")]
    [InlineData("relationClashes", "relation-clashes", "11", "14")]
    [InlineData("solitaryTransitiveRelations", "solitary-transitive-relations", "conceptE", "conceptG", "conceptO")]
    [InlineData("topConceptsHavingBroaderConcept", "top-concepts-with-broader", "resourceD")]
    [InlineData("hierarchicalRedundancy", "hierarchical-redundancy", "conceptN")]
    [InlineData("mappingRelationsMisuse", "mapping-misuse", "conceptE", "conceptG")]
    [InlineData("omittedInverseRelations", "omitted-inverse-relations", "conceptE", "conceptQ")]
    public void What_the_vocabulary_says_is_right_is_not_reported(string file, string finding, params string[] terms)
    {
        var named = Check(Qskos, file + ".rdf").Findings.Where(one => one.Id == finding).SelectMany(one => one.Examples).Select(example => example.Iri).ToList();

        Assert.All(terms, term => Assert.DoesNotContain(named, iri => iri.EndsWith("/" + term, StringComparison.Ordinal)));
    }

    [SharedFact(Qskos)]
    public void Every_vocabulary_of_qSKOS_gets_a_report()
    {
        // One of them is no RDF/XML: text stands between its properties.
        Assert.Throws<RdfSyntaxException>(() => Check(Qskos, "skosxl.rdf"));
        foreach (var file in Files(Qskos).Where(file => file != "skosxl.rdf"))
            Assert.True(Check(Qskos, file).Triples >= 0, file);
        Assert.True(Check(Qskos, "stw.rdf").Concepts >= 1000);
    }

    [SharedFact(Skosmos)]
    public void Every_vocabulary_of_Skosmos_gets_a_report()
    {
        var reports = Files(Skosmos).ToDictionary(file => file, file => Check(Skosmos, file));

        Assert.Equal(32, reports.Count);
        Assert.Contains(reports["cycle.ttl"].Findings, finding => finding.Id == "cycles");
        Assert.Contains("", reports["nolang.ttl"].Languages.Keys);
        Assert.NotEmpty(reports["xl.ttl"].Languages);
        Assert.True(reports["yso.ttl"].Concepts > 100);
    }

    [Fact]
    public void A_sound_vocabulary_has_no_findings_but_notes()
    {
        var checker = new VocabularyChecker();
        RdfFormats.Parse(
            """
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            <urn:s> a skos:ConceptScheme ; skos:prefLabel "Lijst"@nl ; skos:hasTopConcept <urn:a> .
            <urn:a> a skos:Concept ; skos:prefLabel "gebouw"@nl ; skos:definition "x"@nl ; skos:narrower <urn:b> ; skos:topConceptOf <urn:s> .
            <urn:b> a skos:Concept ; skos:prefLabel "molen"@nl ; skos:definition "y"@nl ; skos:broader <urn:a> ; skos:inScheme <urn:s> .
            """u8.ToArray(),
            RdfFormats.Turtle,
            checker.Sink);

        Assert.Empty(checker.Report().Findings);
    }

    private static List<string> Files(string zip)
    {
        using var archive = ZipFile.OpenRead(SharedData.PathOf(zip));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static QualityReport Check(string zip, string file)
    {
        using var archive = ZipFile.OpenRead(SharedData.PathOf(zip));
        using var stream = archive.GetEntry(file)!.Open();
        var checker = new VocabularyChecker(maxExamples: 1000);
        var format = file.EndsWith(".ttl", StringComparison.Ordinal) ? RdfFormats.Turtle : RdfFormats.RdfXml;
        RdfFormats.Parse(stream, format, checker.Sink, new RdfReaderOptions { Lenient = true, BaseIri = "http://example.org/base/", SourceName = file, OnNotice = checker.Notice });
        return checker.Report();
    }
}
