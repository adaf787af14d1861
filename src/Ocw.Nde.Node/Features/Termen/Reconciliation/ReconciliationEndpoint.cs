using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Reconciliation;

namespace Ocw.Nde.Node.Features.Termen.Reconciliation;

/// <summary>Answers everything below <c>/termen/reconcile</c>.</summary>
internal sealed class ReconciliationEndpoint(NodeHost host, Pages pages)
{
    private const string Root = "termen/reconcile";

    private static readonly string s_version = typeof(ReconciliationEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0";

    private readonly ReconciliationOptions _options = new();
    private readonly ReconciliationScopes _scopes = new(host.Network, host.Iris.Catalog);
    private readonly Reconciler _reconciler = new(host.Network, () => host.Terms, new ReconciliationOptions());
    private readonly ReconciliationEntities _entities = new(host.Network, () => host.Terms, new ReconciliationOptions());

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rest">The path below the root, as it was sent.</param>
    public async Task AnswerAsync(HttpContext context, string rest)
    {
        if (ServicePath.Read(rest, _scopes) is not { } path)
        {
            await NoSuchSource(context.Request, rest).ExecuteAsync(context);
            return;
        }

        if (!ReconciliationAnswers.HasPlainCallback(context.Request))
        {
            await Problem.Of(context.Request, StatusCodes.Status400BadRequest, "callback", "De parameter callback is geen gewone naam.", "The parameter callback is not a plain name.").ExecuteAsync(context);
            return;
        }

        try
        {
            await AnswerAsync(context, path, ReconciliationRequest.LanguagesOf(context.Request));
        }
        catch (ReconciliationException e)
        {
            var status = e.IsTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            var result = e.IsTooLarge
                ? Problem.Of(context.Request, status, "too-large", $"Het verzoek is te groot: hoogstens {_options.BatchSize} vragen of {_options.ExtensionSize} termen tegelijk (batchSize en serverLimits in het manifest).", e.Message, ("batchSize", _options.BatchSize))
                : Problem.Of(context.Request, status, "reconciliation", $"Het verzoek kan niet gelezen worden: {e.Message}", e.Message);
            await result.ExecuteAsync(context);
        }
    }

    private Task AnswerAsync(HttpContext context, ServicePath path, IReadOnlyList<string> languages) => path.Operation switch
    {
        "" or "match" or "reconcile" => ReconcileAsync(context, path, languages),
        "extend" => ExtendAsync(context, path, languages),
        "extend/propose" => ReconciliationAnswers.SendAsync(context, StatusCodes.Status200OK, languages, json => ExtensionWriter.WriteProposal(json, context.Request.Query["type"], Number(context.Request, "limit"), languages[0])),
        "preview" => PreviewAsync(context, path, languages),
        "suggest/entity" => SuggestAsync(context, path, languages),
        "suggest/property" => ReconciliationAnswers.SendAsync(context, StatusCodes.Status200OK, languages, json => SuggestionWriter.WriteProperties(json, Prefix(context.Request), languages)),
        "suggest/type" => ReconciliationAnswers.SendAsync(context, StatusCodes.Status200OK, languages, json => SuggestionWriter.WriteTypes(json, Prefix(context.Request), path.Scope, languages)),
        _ => FlyoutAsync(context, path, languages),
    };

    // Without parameters: the manifest. «queries», «query» or a JSON body: a batch. «extend»: values of terms.
    private async Task ReconcileAsync(HttpContext context, ServicePath path, IReadOnlyList<string> languages)
    {
        var request = await ReconciliationRequest.ReadAsync(context.Request, _options, context.RequestAborted);
        if (request.Extend is { } extend)
            await SendExtensionAsync(context, path, ReconciliationVersion.V02, extend, languages);
        else if (request.Queries is { } queries)
            await SendBatchAsync(context, path.Scope, queries, languages);
        else if (request.Query is { } query)
            await SendOneAsync(context, path.Scope, query, languages);
        else if (HttpMethods.IsPost(context.Request.Method))
            throw new ReconciliationException("Nothing is asked: give 'queries' or 'extend' in a form, or a JSON body with 'queries'.");
        else
            await SendManifestAsync(context, path, languages);
    }

    private Task SendManifestAsync(HttpContext context, ServicePath path, IReadOnlyList<string> languages)
    {
        var version = path.IsVersion10 || ReconciliationRequest.WantsVersion10(context.Request) ? ReconciliationVersion.V10 : ReconciliationVersion.V02;
        return ReconciliationAnswers.SendAsync(context, StatusCodes.Status200OK, languages, json => new ManifestWriter(_options, s_version).Write(json, version, path.Scope, AddressesOf(path), languages[0]));
    }

    private async Task SendBatchAsync(HttpContext context, ReconciliationScope scope, JsonElement queries, IReadOnlyList<string> languages)
    {
        var (version, items) = new QueryBatchReader(_options).Read(queries);
        var answers = await _reconciler.ReconcileAsync(items, scope, languages, context.RequestAborted);

        // Where no query could be read, the request itself is at fault.
        var status = items.Count > 0 && items.All(item => item.Query is null) ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        await ReconciliationAnswers.SendAsync(context, status, languages, json => BatchWriter.Write(json, version, answers, scope, languages));
    }

    private async Task SendOneAsync(HttpContext context, ReconciliationScope scope, JsonElement query, IReadOnlyList<string> languages)
    {
        var item = new QueryBatchReader(_options).ReadOne("", query);
        if (item.Fault is { } fault)
            throw new ReconciliationException(fault);
        var answers = await _reconciler.ReconcileAsync([item], scope, languages, context.RequestAborted);
        await ReconciliationAnswers.SendAsync(context, StatusCodes.Status200OK, languages, json => BatchWriter.WriteOne(json, ReconciliationVersion.V02, answers[0], scope, languages));
    }

    private async Task ExtendAsync(HttpContext context, ServicePath path, IReadOnlyList<string> languages)
    {
        var request = await ReconciliationRequest.ReadAsync(context.Request, _options, context.RequestAborted);
        if (request.Extend is { } form)
            await SendExtensionAsync(context, path, ReconciliationVersion.V02, form, languages);
        else if (request.Queries is { } body)
            await SendExtensionAsync(context, path, ReconciliationVersion.V10, body, languages);
        else
            throw new ReconciliationException("A data extension query is sent as a JSON body, or as the parameter 'extend'.");
    }

    private async Task SendExtensionAsync(HttpContext context, ServicePath path, ReconciliationVersion version, JsonElement extend, IReadOnlyList<string> languages)
    {
        var query = ExtensionQuery.Read(extend, _options, languages);
        var terms = await _entities.FindAsync(query.Ids, path.Scope, languages, context.RequestAborted);
        await ReconciliationAnswers.SendAsync(context, StatusCodes.Status200OK, languages, json => ExtensionWriter.Write(json, version, query, terms, AddressesOf(path), languages[0]));
    }

    private async Task SuggestAsync(HttpContext context, ServicePath path, IReadOnlyList<string> languages)
    {
        var types = context.Request.Query["type"].OfType<string>().Where(type => type.Length > 0).ToList();
        var terms = await _entities.SuggestAsync(Prefix(context.Request), types, Number(context.Request, "cursor"), path.Scope, languages, context.RequestAborted);
        await ReconciliationAnswers.SendAsync(context, StatusCodes.Status200OK, languages, json => SuggestionWriter.WriteTerms(json, terms, path.Scope.IsWhole, languages));
    }

    private async Task FlyoutAsync(HttpContext context, ServicePath path, IReadOnlyList<string> languages)
    {
        var id = (string?)context.Request.Query["id"] ?? "";
        var text = path.Operation == "flyout/entity"
            ? await TermOf(id, path.Scope, languages, context.RequestAborted) is { } term ? TermPreviewText.Line(term, languages) : null
            : SuggestionWriter.Flyout(path.Operation["flyout/".Length..], id, path.Scope, languages[0]);
        await ReconciliationAnswers.SendAsync(context, text is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, languages, json =>
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("html", text is null ? "" : $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>");
            json.WriteEndObject();
        });
    }

    private async Task PreviewAsync(HttpContext context, ServicePath path, IReadOnlyList<string> languages)
    {
        var id = path.Argument ?? (string?)context.Request.Query["id"] ?? "";
        var term = await TermOf(id, path.Scope, languages, context.RequestAborted);
        SecurityHeaders.AllowFrames(context);
        context.Response.Headers.ContentLanguage = languages[0];
        await Pages.Render<TermPreview>(
            context.Response, term is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            ("Page", pages.Context(context.Request)),
            ("Term", term),
            ("Id", id),
            ("Languages", languages),
            ("Href", host.Iris.Base + "term?iri=" + Uri.EscapeDataString(id))).ExecuteAsync(context);
    }

    private async Task<Term?> TermOf(string id, ReconciliationScope scope, IReadOnlyList<string> languages, CancellationToken cancellation) =>
        id.Length == 0 ? null : (await _entities.FindAsync([id], scope, languages, cancellation)).GetValueOrDefault(id);

    private ServiceAddresses AddressesOf(ServicePath path)
    {
        var root = host.Iris.Base + Root + (path.Source is { } source ? "/" + source : "");
        return new ServiceAddresses(root, host.Iris.Base + "term?iri=", host.Iris.Base + Root + "-features", host.Iris.Base + "termen");
    }

    private static IResult NoSuchSource(HttpRequest request, string rest) => Problem.Of(
        request, StatusCodes.Status404NotFound, "no-such-source",
        $"Er is geen termenbron {Uri.UnescapeDataString(rest)}; {Root} zonder meer vraagt alle bronnen van dit knooppunt.",
        $"There is no terminology source {Uri.UnescapeDataString(rest)}; {Root} by itself asks all sources of this node.");

    // Older clients put a star after what was typed.
    private static string Prefix(HttpRequest request) => ((string?)request.Query["prefix"] ?? "").TrimEnd('*').TrimStart();

    private static int Number(HttpRequest request, string name) => int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
