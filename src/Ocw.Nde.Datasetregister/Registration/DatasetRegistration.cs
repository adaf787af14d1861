using System.Text;
using System.Text.Json;
using Ocw.Nde.Datasetregister.Validation;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Web;

namespace Ocw.Nde.Datasetregister.Registration;

/// <summary>Registers descriptions with a dataset register, such as NDE's, and keeps every answer. Thread-safe.</summary>
/// <remarks>No method throws for what the register or the network does: that is an answer too (<see cref="RegistrationOutcome.Failed"/>).</remarks>
public sealed class DatasetRegistration
{
    private const string JsonLd = "application/ld+json";
    private const string AcceptedFormats = "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.5";

    private readonly GuardedHttpClient _client;
    private readonly RegisterOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _api;

    /// <summary>A client of one register.</summary>
    /// <param name="client">The way out to the web.</param>
    /// <param name="options">Which register; by default NDE's.</param>
    /// <param name="time">The clock for the times of answers.</param>
    public DatasetRegistration(GuardedHttpClient client, RegisterOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new RegisterOptions();
        _time = time ?? TimeProvider.System;
        _api = _options.Api.AbsoluteUri.EndsWith('/') ? _options.Api : new Uri(_options.Api.AbsoluteUri + "/");
    }

    /// <summary>Validates a description here, and if it has no violations asks the register to take it from its address.</summary>
    /// <param name="url">Where the description is published.</param>
    /// <param name="description">What stands there.</param>
    /// <param name="shapes">The profile to hold it against; by default the dataset-description profile.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<RegistrationAnswer> RegisterAsync(Uri url, IReadOnlyCollection<Triple> description, ShapesGraph? shapes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        var report = DescriptionValidator.Validate(description, shapes, cancellation);
        if (report.IsValid)
            return await RegisterAsync(url, cancellation);
        return Answer(RegisterRequest.Register, url, AnswerMeanings.NotSent) with { OwnReport = report };
    }

    /// <summary>Asks the register to take the description from its address: <c>POST /datasets</c>.</summary>
    public Task<RegistrationAnswer> RegisterAsync(Uri url, CancellationToken cancellation = default) =>
        SendAsync(RegisterRequest.Register, url, new GuardedRequest(new Uri(_api, "datasets")) { Method = HttpMethod.Post, Content = Body(url), ContentType = JsonLd }, cancellation);

    /// <summary>Asks the register to check the description at an address: <c>PUT /datasets/validate</c>.</summary>
    public Task<RegistrationAnswer> ValidateAsync(Uri url, CancellationToken cancellation = default) =>
        SendAsync(RegisterRequest.Validate, url, new GuardedRequest(new Uri(_api, "datasets/validate")) { Method = HttpMethod.Put, Content = Body(url), ContentType = JsonLd }, cancellation);

    /// <summary>Asks the register to check a description that need not be published yet: <c>POST /datasets/validate</c>.</summary>
    public Task<RegistrationAnswer> ValidateAsync(IEnumerable<Triple> description, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(description);

        // N-Triples is Turtle, and text/turtle is what the register names.
        var text = new StringBuilder();
        foreach (var triple in description)
            text.Append(triple).Append(" .\n");
        var request = new GuardedRequest(new Uri(_api, "datasets/validate")) { Method = HttpMethod.Post, Content = Encoding.UTF8.GetBytes(text.ToString()), ContentType = "text/turtle" };
        return SendAsync(RegisterRequest.Validate, url: null, request, cancellation);
    }

    /// <summary>Asks whether an address is registered: <c>GET /datasets?url=</c>.</summary>
    public Task<RegistrationAnswer> LookUpAsync(Uri url, CancellationToken cancellation = default) =>
        SendAsync(RegisterRequest.LookUp, url, new GuardedRequest(Query("datasets", url)), cancellation);

    /// <summary>Asks whether the domain of an address may be registered: <c>GET /allowed-domains?url=</c>.</summary>
    public Task<RegistrationAnswer> CheckDomainAsync(Uri url, CancellationToken cancellation = default) =>
        SendAsync(RegisterRequest.CheckDomain, url, new GuardedRequest(Query("allowed-domains", url)), cancellation);

    private async Task<RegistrationAnswer> SendAsync(RegisterRequest kind, Uri? url, GuardedRequest request, CancellationToken cancellation)
    {
        var guarded = request with { Accept = AcceptedFormats, ReadErrorBody = true, TotalTimeout = _options.Timeout, MaxDecodedBytes = _options.MaximumAnswerBytes };
        var asked = Answer(kind, url, AnswerMeanings.NoAnswer(""));
        try
        {
            return await _client.ReadAsync(guarded, (response, token) => ReadAsync(asked, response, token), cancellation);
        }
        catch (WebRequestException failure)
        {
            var meaning = failure.Status is { } status ? AnswerMeanings.Of(kind, (int)status) : AnswerMeanings.NoAnswer(failure.Message);
            return asked with { Outcome = meaning.Outcome, Explanation = meaning.Explanation, HttpStatus = (int?)failure.Status, Body = failure.Message };
        }
    }

    private async Task<RegistrationAnswer> ReadAsync(RegistrationAnswer asked, GuardedResponse response, CancellationToken cancellation)
    {
        var body = await response.ReadBytesAsync(cancellation);
        var meaning = AnswerMeanings.Of(asked.Request, (int)response.Status);
        return asked with
        {
            Outcome = meaning.Outcome,
            Explanation = meaning.Explanation,
            HttpStatus = (int)response.Status,
            MediaType = response.MediaType,
            Body = Encoding.UTF8.GetString(body),
            Findings = AnswerReader.Read(body, response.MediaType, _options.MaximumFindings),
        };
    }

    private RegistrationAnswer Answer(RegisterRequest kind, Uri? url, AnswerMeanings.Meaning meaning) => new()
    {
        Request = kind,
        Register = _options.Api,
        Url = url,
        Time = _time.GetUtcNow(),
        Outcome = meaning.Outcome,
        Explanation = meaning.Explanation,
    };

    private static byte[] Body(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["@id"] = url.AbsoluteUri });
    }

    private Uri Query(string path, Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new Uri(_api, $"{path}?url={Uri.EscapeDataString(url.AbsoluteUri)}");
    }
}
