using System.Text.Json;
using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Datasetregister.Registration;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Web;

namespace Ocw.Nde.Datasetregister.Tests.Registration;

public class DatasetRegistrationTests
{
    internal static readonly Uri Url = new("https://museum.example/id/dataset/schilderijen?taal=nl&x=ë");

    private const string Report = """
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        [] a sh:ValidationReport ; sh:conforms false ; sh:result [
            a sh:ValidationResult ; sh:resultSeverity sh:Warning ; sh:focusNode <https://museum.example/d> ; sh:resultPath <https://schema.org/creator> ;
            sh:resultMessage "Voeg een maker toe"@nl , "Add a creator"@en
        ] , [
            a sh:ValidationResult ; sh:resultSeverity sh:Violation ; sh:focusNode <https://museum.example/d> ; sh:resultPath <https://schema.org/license> ;
            sh:resultMessage "Voeg een licentie toe"@nl , "Add a license"@en
        ] .
        """;

    [Theory]
    [InlineData(201, RegistrationOutcome.Accepted, "Aangemeld", "Registered")]
    [InlineData(202, RegistrationOutcome.Accepted, "Aangemeld", "Registered")]
    [InlineData(400, RegistrationOutcome.Invalid, "afgekeurd", "refused")]
    [InlineData(403, RegistrationOutcome.NotAllowed, "domein", "domain")]
    [InlineData(404, RegistrationOutcome.NotFound, "niet openen", "cannot open")]
    [InlineData(406, RegistrationOutcome.NoDataset, "geen datasetbeschrijving", "no dataset description")]
    [InlineData(418, RegistrationOutcome.Failed, "niet kent", "does not know")]
    [InlineData(429, RegistrationOutcome.Failed, "later opnieuw", "try again later")]
    [InlineData(500, RegistrationOutcome.Failed, "later opnieuw", "try again later")]
    [InlineData(503, RegistrationOutcome.Failed, "later opnieuw", "try again later")]
    public async Task Each_status_of_a_registration_has_its_outcome_and_its_words(int status, RegistrationOutcome outcome, string dutch, string english)
    {
        using var register = new RegisterStandIn(_ => new Reply(status));

        var answer = await Registration(register).RegisterAsync(Url);

        Assert.Equal((outcome, (int?)status), (answer.Outcome, answer.HttpStatus));
        Assert.Contains(dutch, answer.ToText("nl"), StringComparison.Ordinal);
        Assert.Contains(english, answer.ToText("en"), StringComparison.Ordinal);
        Assert.Equal(outcome == RegistrationOutcome.Accepted, answer.IsSuccess);
        Assert.Equal(outcome == RegistrationOutcome.Failed, answer.MayBeRetried);
    }

    [Fact]
    public async Task A_registration_posts_the_address_as_json_ld()
    {
        using var register = new RegisterStandIn(_ => new Reply(202));

        var answer = await Registration(register).RegisterAsync(Url);

        var asked = Assert.Single(register.Requests);
        Assert.Equal(("POST", "/api/datasets", "application/ld+json"), (asked.Method, asked.Target, asked.Headers["Content-Type"]));
        using var body = JsonDocument.Parse(asked.Body);
        Assert.Equal(Url.AbsoluteUri, body.RootElement.GetProperty("@id").GetString());
        Assert.Equal((Url, Now), (answer.Url, answer.Time));
    }

    [Fact]
    public async Task A_refusal_is_kept_with_its_findings_worst_first()
    {
        using var register = new RegisterStandIn(_ => new Reply(400, Report, "text/turtle; charset=utf-8"));

        var answer = await Registration(register).RegisterAsync(Url);

        Assert.Equal(Report, answer.Body);
        Assert.Equal([ShaclNs.Violation, ShaclNs.Warning], answer.Findings.Select(finding => finding.Severity.Value));
        Assert.Contains("Violation <https://museum.example/d> <https://schema.org/license>: Voeg een licentie toe", answer.ToText("nl"), StringComparison.Ordinal);
        Assert.Contains("Add a license", answer.ToText("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/ld+json", """{"@type":"hydra:Error"}""")]
    [InlineData("text/turtle", "this is not turtle <")]
    [InlineData("text/html", "<html>")]
    [InlineData(null, "?")]
    public async Task An_answer_that_cannot_be_read_is_still_kept(string? mediaType, string body)
    {
        using var register = new RegisterStandIn(_ => new Reply(400, body, mediaType));

        var answer = await Registration(register).RegisterAsync(Url);

        Assert.Equal((RegistrationOutcome.Invalid, body), (answer.Outcome, answer.Body));
        Assert.Empty(answer.Findings);
    }

    [Fact]
    public async Task A_description_with_violations_is_not_sent()
    {
        using var register = new RegisterStandIn(_ => new Reply(202));
        var nameless = DatasetDescriber.Describe(Example.Paintings with { Names = [] });

        var answer = await Registration(register).RegisterAsync(Url, nameless);

        Assert.Empty(register.Requests);
        Assert.Equal(RegistrationOutcome.NotSent, answer.Outcome);
        Assert.NotNull(answer.OwnReport);
        Assert.Contains("Geef een naam.", answer.ToText("nl"), StringComparison.Ordinal);
        Assert.Contains("Give a name.", answer.ToText("en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_valid_description_is_sent()
    {
        using var register = new RegisterStandIn(_ => new Reply(202));

        var answer = await Registration(register).RegisterAsync(Url, DatasetDescriber.Describe(Example.Paintings));

        Assert.Equal(RegistrationOutcome.Accepted, answer.Outcome);
        Assert.Single(register.Requests);
    }

    [Fact]
    public async Task A_description_that_is_not_published_yet_is_checked_as_turtle()
    {
        using var register = new RegisterStandIn(_ => new Reply(200));
        var description = DatasetDescriber.Describe(Example.Paintings);

        var answer = await Registration(register).ValidateAsync(description);

        var asked = Assert.Single(register.Requests);
        Assert.Equal(("POST", "/datasets/validate", "text/turtle"), (asked.Method, asked.Path, asked.Headers["Content-Type"]));
        var sent = new RdfGraph();
        RdfFormats.Parse(System.Text.Encoding.UTF8.GetBytes(asked.Body), RdfFormats.Turtle, new RdfGraphSink(sent));
        Assert.True(GraphIsomorphism.AreIsomorphic(new RdfGraph(description), sent));
        Assert.Equal(RegistrationOutcome.Valid, answer.Outcome);
    }

    [Theory]
    [InlineData(200, RegistrationOutcome.Registered)]
    [InlineData(404, RegistrationOutcome.NotRegistered)]
    public async Task An_address_is_looked_up(int status, RegistrationOutcome outcome)
    {
        using var register = new RegisterStandIn(_ => new Reply(status));

        var answer = await Registration(register).LookUpAsync(Url);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal("/api/datasets?url=" + Uri.EscapeDataString(Url.AbsoluteUri), Assert.Single(register.Requests).Target);
    }

    [Theory]
    [InlineData(200, RegistrationOutcome.DomainAllowed)]
    [InlineData(404, RegistrationOutcome.NotAllowed)]
    public async Task A_domain_is_checked(int status, RegistrationOutcome outcome)
    {
        using var register = new RegisterStandIn(_ => new Reply(status));

        Assert.Equal(outcome, (await Registration(register).CheckDomainAsync(Url)).Outcome);
        Assert.Equal("/allowed-domains", Assert.Single(register.Requests).Path);
    }

    [Fact]
    public async Task A_register_that_cannot_be_reached_is_an_answer_too()
    {
        var gone = new RegisterStandIn(_ => new Reply(202));
        var api = gone.Api;
        gone.Dispose();

        var answer = await Registration(api).RegisterAsync(Url);

        Assert.Equal((RegistrationOutcome.Failed, (int?)null), (answer.Outcome, answer.HttpStatus));
        Assert.True(answer.MayBeRetried);
        Assert.Contains("probeer het later opnieuw", answer.ToText("nl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_larger_than_the_ceiling_does_not_come_in()
    {
        using var register = new RegisterStandIn(_ => new Reply(202, new string('x', 100_000)));

        var answer = await Registration(register, 10_000).RegisterAsync(Url);

        Assert.Equal(RegistrationOutcome.Failed, answer.Outcome);
        Assert.True(answer.Body.Length < 10_000);
    }

    [Fact]
    public async Task An_attempt_is_written_down_for_provenance()
    {
        using var register = new RegisterStandIn(_ => new Reply(403, "not on the list"));
        var name = new Iri("https://museum.example/id/registration/1");

        var graph = new RdfGraph((await Registration(register).RegisterAsync(Url)).ToTriples(name));

        Assert.Equal(Vocabulary.Model("RegistrationNotAllowed"), graph.Object(name, Vocabulary.Model("registrationOutcome")));
        Assert.Equal(new Literal("403", Rdf.Namespaces.XsdNs.Integer), graph.Object(name, Vocabulary.Model("httpStatus")));
        Assert.Equal(new Literal("not on the list"), graph.Object(name, Vocabulary.Model("answer")));
        Assert.Equal(new Iri(Url.AbsoluteUri), graph.Object(name, Vocabulary.Model("registeredUrl")));
    }

    internal static readonly DateTimeOffset Now = new(2026, 4, 14, 10, 30, 0, TimeSpan.Zero);

    internal static DatasetRegistration Registration(RegisterStandIn register, int maximumBytes = 1 << 20) => Registration(register.Api, maximumBytes);

    private static DatasetRegistration Registration(Uri api, int maximumBytes = 1 << 20)
    {
        var web = new WebClientOptions { Contact = "https://museum.example/contact", Egress = EgressPolicy.Default with { AllowLoopback = true }, DelayPerHost = TimeSpan.Zero, MaxRetries = 0 };
        return new DatasetRegistration(new GuardedHttpClient(web), new RegisterOptions { Api = api, MaximumAnswerBytes = maximumBytes }, new FixedTime());
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
