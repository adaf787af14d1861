using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Tests.Reports;

public class MessagesTests
{
    [Theory]
    [InlineData("nl", "nl")]
    [InlineData("NL", "nl")]
    [InlineData("nl-BE", "nl")]
    [InlineData("de", "de-AT")]
    [InlineData("de-AT", "de-AT")]
    [InlineData("en", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("fy", "plain")]
    public void A_message_is_chosen_by_exact_tag_wider_range_variant_no_tag(string asked, string expected)
    {
        var report = Ttl.Validate(
            "ex:a ex:p 1 .",
            "[] sh:targetNode ex:a ; sh:path ex:q ; sh:minCount 1 ; sh:message 'de-AT'@de-AT , 'en'@en , 'nl'@nl , 'plain' .");

        Assert.Equal(expected, Assert.Single(report.Results).MessageIn(asked));
    }

    [Theory]
    [InlineData("'fr'@fr , 'en'@en", "en")]
    [InlineData("'fr'@fr , 'de'@de", "fr")]
    public void Failing_all_that_English_comes_and_else_the_first(string messages, string expected)
    {
        var report = Ttl.Validate("ex:a ex:p 1 .", $"[] sh:targetNode ex:a ; sh:path ex:q ; sh:minCount 1 ; sh:message {messages} .");

        Assert.Equal(expected, Assert.Single(report.Results).MessageIn("nl"));
        Assert.Equal([new Literal(expected, expected)], report.ToTriples(language: "nl").Where(triple => triple.Predicate == new Iri(ShaclNs.ResultMessage)).Select(triple => triple.Object));
    }

    [Fact]
    public void Results_less_severe_than_asked_are_counted_and_not_kept()
    {
        var report = Ttl.Validate(
            "ex:a ex:p 1 .",
            """
            [] sh:targetNode ex:a ; sh:property [ sh:path ex:q ; sh:minCount 1 ] , [ sh:path ex:r ; sh:minCount 1 ; sh:severity sh:Warning ] ,
                [ sh:path ex:s ; sh:minCount 1 ; sh:severity sh:Info ] , [ sh:path ex:t ; sh:minCount 1 ; sh:severity ex:Own ] .
            """,
            new ValidationOptions { LeastSeverity = new Iri(ShaclNs.Warning) });

        Assert.Equal([ShaclNs.Violation, ShaclNs.Warning], report.Results.Select(result => result.Severity.Value).Order(StringComparer.Ordinal));
        Assert.Equal(4, report.ResultCount);
        Assert.Equal(1, report.InfoCount);
        Assert.Equal(4, report.Counts.Count);
    }
}
