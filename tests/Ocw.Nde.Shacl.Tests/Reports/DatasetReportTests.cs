using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Tests.Reports;

public class DatasetReportTests
{
    private static readonly Iri Name = new("https://example.org/reports/1");

    [Fact]
    public void It_names_per_problem_the_source_fields_and_the_records()
    {
        var report = Create();

        Assert.Equal(3, report.Records);
        var missing = Assert.Single(report.Problems, problem => problem.Component.Value.EndsWith("#MinCountConstraintComponent", StringComparison.Ordinal) && problem.RecordProperties.Contains(Schema("name")));
        Assert.Equal(["titel", "objectnaam"], missing.SourceFields);
        Assert.Equal((1, Ttl.Ex("r2")), (missing.Count, missing.Examples[0].Record));
    }

    [Fact]
    public void A_fault_in_a_maker_is_laid_at_the_field_that_feeds_the_maker()
    {
        var fault = Assert.Single(Create().Problems, problem => problem.RecordProperties.Contains(Schema("creator")));

        Assert.Equal(["vervaardiger"], fault.SourceFields);
        Assert.Equal((Ttl.Ex("r3"), Ttl.Ex("m")), (fault.Examples[0].Record, fault.Examples[0].FocusNode));
    }

    [Fact]
    public void In_words_it_speaks_dutch_and_english()
    {
        var report = Create();

        var dutch = report.ToText("nl");
        Assert.Contains("Toetsing van https://example.org/dataset aan https://docs.nde.nl/schema-profile/", dutch, StringComparison.Ordinal);
        Assert.Contains("3 records, waarvan 1 (33,3 %) zonder fouten. 2 fouten", dutch, StringComparison.Ordinal);
        Assert.Contains("Fout – name: Er ontbreekt een waarde.", dutch, StringComparison.Ordinal);
        Assert.Contains("Bronvelden: titel, objectnaam", dutch, StringComparison.Ordinal);
        Assert.Contains("https://example.org/r3 → https://example.org/m", dutch, StringComparison.Ordinal);
        var english = report.ToText("en");
        Assert.Contains("Violation – name: A value is missing.", english, StringComparison.Ordinal);
        Assert.Contains("Source fields: titel, objectnaam", english, StringComparison.Ordinal);
    }

    [Fact]
    public void In_rdf_it_is_a_shacl_report_with_counts_and_source_fields()
    {
        var graph = new RdfGraph(Create().ToTriples(Name));

        Assert.Equal(new Literal("false", XsdNs.Boolean), graph.Object(Name, new Iri(ShaclNs.Conforms)));
        Assert.Equal(new Literal("3", XsdNs.Integer), graph.Object(Name, Model("recordCount")));
        Assert.Equal(Ttl.Ex("dataset"), graph.Object(Name, new Iri("http://purl.org/dc/terms/subject")));
        var problems = graph.Objects(Name, Model("problem")).ToList();
        Assert.Equal(2, problems.Count);
        Assert.Contains(new Literal("objectnaam"), problems.SelectMany(problem => graph.Objects(problem, Model("sourceField"))));
        Assert.All(problems, problem => Assert.NotNull(graph.Object(problem, Model("example"))));
        Assert.Contains(Ttl.Ex("r2"), graph.Match(null, Model("record")).Select(triple => triple.Object));
    }

    [Fact]
    public void Without_examples_no_record_and_no_value_is_named()
    {
        var report = Create().WithoutExamples();

        Assert.DoesNotContain("https://example.org/r", report.ToText("nl"), StringComparison.Ordinal);
        Assert.DoesNotContain(report.ToTriples(Name), triple => triple.Object is Iri iri && iri.Value.StartsWith("https://example.org/r", StringComparison.Ordinal) && !iri.Value.StartsWith(Name.Value, StringComparison.Ordinal));
        Assert.Equal(2, report.ViolationCount);
    }

    [Fact]
    public void A_record_is_not_valid_when_a_node_that_it_shares_with_others_is_not()
    {
        var report = DatasetReport.Create(
            Ttl.Data("ex:r1 a schema:CreativeWork ; schema:name 'a' ; schema:creator ex:m . ex:r2 a schema:CreativeWork ; schema:name 'b' ; schema:creator ex:m . ex:r3 a schema:CreativeWork ; schema:name 'c' . ex:m a schema:Person ."),
            GraphSelector.Default,
            Ttl.Shapes(Shapes),
            Options());

        Assert.Equal((1L, 3L, 2L), (report.ViolationCount, report.Records, report.RecordsWithViolations));
    }

    [Fact]
    public void A_problem_says_in_both_languages_what_to_do()
    {
        var report = Create();

        Assert.Contains("Wat te doen: koppel het veld met de titel", report.ToText("nl"), StringComparison.Ordinal);
        Assert.Contains("What to do: map the field with the title", report.ToText("en"), StringComparison.Ordinal);
        Assert.Contains(report.ToTriples(Name), triple => triple.Predicate.Equals(Model("hint")) && triple.Object is Literal { Language: "en" });
    }

    [Theory]
    [InlineData("schema:name 'a'@nl ; schema:isPartOf ex:d", "mapping.recordDate")]
    [InlineData("schema:name 'a'@nl ; schema:isPartOf ex:d ; schema:sdDatePublished '2024-01-01'^^xsd:date ; schema:associatedMedia [ schema:contentUrl <https://a.example/1.jpg> ; schema:thumbnailUrl <https://a.example/1.jpg> ]", "mapping.media.license")]
    [InlineData("schema:name 'a'@nl ; schema:isPartOf ex:d ; schema:sdDatePublished '2024-01-01'^^xsd:date ; schema:associatedMedia [ schema:contentUrl <https://a.example/1.jpg> ; schema:license <https://a.example/l> ]", "mapping.media.thumbnail")]
    [InlineData("schema:name 'a'@nl ; schema:isPartOf ex:d ; schema:sdDatePublished '2024-01-01'^^xsd:date ; schema:about [ a schema:DefinedTerm ; schema:sameAs <https://a.example/term> ]", "by address only")]
    public void What_the_profile_misses_has_a_hint_for_what_is_behind_it(string statements, string hint)
    {
        var report = DatasetReport.Create(Ttl.Data($"ex:r a schema:CreativeWork ; {statements} ."), GraphSelector.Default, StandardShapes.RecordProfile, Options());

        var problem = report.Problems.First(p => p.Severity.Value == ShaclNs.Violation);
        Assert.Contains(hint, Assert.Single(problem.Hints).English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_hints_without_five_columns_is_refused_with_its_line()
    {
        using var table = new MemoryStream("# kop\nname\tname\tMinCount\talleen Nederlands\n"u8.ToArray());

        Assert.Contains("line 2", Assert.Throws<FormatException>(() => new Hints(table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_without_faults_has_no_problems()
    {
        var report = DatasetReport.Create(Ttl.Data("ex:r a schema:CreativeWork ; schema:name 'a' ."), GraphSelector.Default, Ttl.Shapes(Shapes), Options());

        Assert.True(report.IsValid);
        Assert.Empty(report.Problems);
        Assert.Contains("1 record, waarvan 1 (100 %) zonder fouten. 0 fouten", report.ToText("nl"), StringComparison.Ordinal);
    }

    private const string Shapes = """
        ex:Work a sh:NodeShape ; sh:targetClass schema:CreativeWork ; sh:property [ sh:path schema:name ; sh:minCount 1 ] .
        ex:Person a sh:NodeShape ; sh:targetClass schema:Person ; sh:property [ sh:path schema:name ; sh:minCount 1 ] .
        """;

    private static DatasetReport Create() => DatasetReport.Create(
        Ttl.Data("ex:r1 a schema:CreativeWork ; schema:name 'a' . ex:r2 a schema:CreativeWork . ex:r3 a schema:CreativeWork ; schema:name 'c' ; schema:creator ex:m . ex:m a schema:Person ."),
        GraphSelector.Default,
        Ttl.Shapes(Shapes),
        Options());

    private static DatasetReportOptions Options() => new()
    {
        Dataset = Ttl.Ex("dataset"),
        Profile = new Iri("https://docs.nde.nl/schema-profile/"),
        Generated = new DateTimeOffset(2026, 4, 14, 10, 30, 0, TimeSpan.Zero),
        SourceFields = property => property.Value switch
        {
            "https://schema.org/name" => ["titel", "objectnaam"],
            "https://schema.org/creator" => ["vervaardiger"],
            _ => [],
        },
    };

    private static Iri Schema(string name) => new("https://schema.org/" + name);

    private static Iri Model(string name) => new(ModelNs.Namespace + name);
}
