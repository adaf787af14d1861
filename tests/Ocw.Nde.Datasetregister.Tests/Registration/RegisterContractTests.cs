using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Datasetregister.Registration;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Datasetregister.Tests.Registration;

/// <summary>The register's OpenAPI document, and its recorded verdicts on its own 67 test files, played by a stand-in.</summary>
public class RegisterContractTests
{
    private const string OpenApi = "nde/dataset-register/openapi.json";
    private const string Recorded = "nde/dataset-register/expected/shacl-results.json";
    private const string Allowed = "https://allowed.example/";

    private static readonly Lazy<JsonElement> Contract = new(() => Load(OpenApi));
    private static readonly Lazy<Dictionary<string, JsonElement>> Files = new(() => Load(Recorded).GetProperty("cases").EnumerateArray().ToDictionary(file => file.GetProperty("file").GetString()!, StringComparer.Ordinal));

    public static TheoryData<string> Cases => [.. Files.Value.Keys];

    [SharedTheory(Recorded)]
    [MemberData(nameof(Cases))]
    public async Task The_recorded_verdict_on_a_file_comes_back_with_its_findings(string file)
    {
        using var register = new RegisterStandIn(Play);

        var answer = await DatasetRegistrationTests.Registration(register).RegisterAsync(new Uri(Allowed + file));

        var recorded = Files.Value[file];
        var expected = recorded.GetProperty("state").GetString() switch
        {
            "valid" => RegistrationOutcome.Accepted,
            "invalid" => RegistrationOutcome.Invalid,
            _ => RegistrationOutcome.NoDataset,
        };
        Assert.Equal(expected, answer.Outcome);
        Assert.Equal(recorded.GetProperty("results").GetArrayLength(), answer.Findings.Count);
    }

    [SharedTheory(OpenApi)]
    [InlineData("https://elsewhere.example/d", RegistrationOutcome.NotAllowed)]
    [InlineData(Allowed + "no-such-file", RegistrationOutcome.NotFound)]
    public async Task Addresses_that_the_register_does_not_take(string url, RegistrationOutcome expected)
    {
        using var register = new RegisterStandIn(Play);

        Assert.Equal(expected, (await DatasetRegistrationTests.Registration(register).RegisterAsync(new Uri(url))).Outcome);
    }

    [SharedFact(OpenApi)]
    public async Task Every_request_is_one_of_the_contract()
    {
        using var register = new RegisterStandIn(Play);
        var registration = DatasetRegistrationTests.Registration(register);
        var url = new Uri(Allowed + "datasets/dataset-schema-org-valid.ttl");

        var answers = new[]
        {
            await registration.RegisterAsync(url),
            await registration.ValidateAsync(url),
            await registration.ValidateAsync(Datasetregister.Description.DatasetDescriber.Describe(Example.Paintings)),
            await registration.LookUpAsync(url),
            await registration.CheckDomainAsync(url),
        };

        Assert.Equal(
            [RegistrationOutcome.Accepted, RegistrationOutcome.Valid, RegistrationOutcome.Valid, RegistrationOutcome.Registered, RegistrationOutcome.DomainAllowed],
            answers.Select(answer => answer.Outcome));
    }

    [SharedTheory(OpenApi)]
    [InlineData("/datasets", "post", RegisterRequest.Register)]
    [InlineData("/datasets/validate", "put", RegisterRequest.Validate)]
    [InlineData("/datasets/validate", "post", RegisterRequest.Validate)]
    [InlineData("/datasets", "get", RegisterRequest.LookUp)]
    [InlineData("/allowed-domains", "get", RegisterRequest.CheckDomain)]
    public void Every_status_of_the_contract_has_its_words(string path, string method, RegisterRequest request)
    {
        foreach (var status in Contract.Value.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses").EnumerateObject())
        {
            var meaning = AnswerMeanings.Of(request, int.Parse(status.Name, CultureInfo.InvariantCulture));

            Assert.DoesNotContain("protocol", meaning.Explanation.English, StringComparison.Ordinal);
            Assert.NotEmpty(meaning.Explanation.Dutch);
        }
    }

    // Answers as the contract and the recorded verdicts say, and 500 for what the contract does not know.
    private static Reply Play(Asked asked)
    {
        if (!Contract.Value.GetProperty("paths").TryGetProperty(asked.Path, out var path) || !path.TryGetProperty(asked.Method.ToLowerInvariant(), out var operation) || !IsWellFormed(asked, operation))
            return new Reply(500, "not in the contract");
        if (asked.Method == "GET")
            return new Reply(200);
        if (asked.Headers["Content-Type"] == "text/turtle")
            return new Reply(200);

        using var body = JsonDocument.Parse(asked.Body);
        var url = body.RootElement.GetProperty("@id").GetString()!;
        if (!url.StartsWith(Allowed, StringComparison.Ordinal))
            return new Reply(403);
        if (!Files.Value.TryGetValue(url[Allowed.Length..], out var file))
            return new Reply(404);
        return file.GetProperty("state").GetString() switch
        {
            "valid" => new Reply(asked.Path == "/datasets" ? 202 : 200, Turtle(file), "text/turtle"),
            "invalid" => new Reply(400, Turtle(file), "text/turtle"),
            _ => new Reply(406),
        };
    }

    private static bool IsWellFormed(Asked asked, JsonElement operation)
    {
        if (operation.TryGetProperty("parameters", out var parameters))
            return parameters.EnumerateArray().All(parameter => asked.Target.Contains("?" + parameter.GetProperty("name").GetString() + "=", StringComparison.Ordinal));
        if (!operation.GetProperty("requestBody").GetProperty("content").TryGetProperty(asked.Headers["Content-Type"], out var content))
            return false;
        if (!content.GetProperty("schema").TryGetProperty("required", out var required))
            return true;
        using var body = JsonDocument.Parse(asked.Body);
        return required.EnumerateArray().All(name => body.RootElement.TryGetProperty(name.GetString()!, out var value) && value.ValueKind == JsonValueKind.String);
    }

    private static string Turtle(JsonElement file) => string.Concat(file.GetProperty("results").EnumerateArray().Select((result, i) => string.Create(
        CultureInfo.InvariantCulture,
        $"_:r{i} <http://www.w3.org/ns/shacl#resultSeverity> <http://www.w3.org/ns/shacl#{result.GetProperty("severity").GetString()}> ; <http://www.w3.org/ns/shacl#resultMessage> {JsonSerializer.Serialize(result.GetProperty("messageEn").GetString() ?? "-")}@en .\n")));

    private static JsonElement Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(file)));
        return document.RootElement.Clone();
    }
}
