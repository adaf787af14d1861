using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Ocw.Nde.Node.Tests.Review;

/// <summary>A person without scripts: opens pages, fills in forms.</summary>
internal sealed class ReviewClient : IDisposable
{
    private readonly HttpClient _client;

    public ReviewClient(string address) =>
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = true, UseCookies = true }) { BaseAddress = new Uri(address) };

    public HttpResponseMessage Last { get; private set; } = null!;

    public IDocument Page { get; private set; } = null!;

    public string Text => Page.Body!.TextContent;

    public string Heading => Page.QuerySelector("h1")!.TextContent;

    public void Dispose() => _client.Dispose();

    public async Task<ReviewClient> OpenAsync(string path)
    {
        await ReadAsync(await _client.GetAsync(new Uri(path, UriKind.Relative)));
        return this;
    }

    public async Task<ReviewClient> LogInAsync(string key, string language = "nl")
    {
        await OpenAsync("/termen/beoordelen?lang=" + language);
        return await SendAsync("form[action$=inloggen]", ("key", key));
    }

    /// <summary>Sends a form with what stands in it and these values.</summary>
    public async Task<ReviewClient> SendAsync(string form, params (string Name, string? Value)[] values)
    {
        var element = Page.QuerySelector(form) ?? throw new InvalidOperationException($"No {form} on the page: {Text}");
        var fields = element.QuerySelectorAll("input[name], select[name]")
            .Where(i => i.GetAttribute("type") is not ("radio" or "checkbox") || i.HasAttribute("checked"))
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is null)
                fields.Remove(name);
            else
                fields[name] = value;
        }

        return await PostAsync(element.GetAttribute("action")!, fields);
    }

    public Task<ReviewClient> DecideAsync(string verdict, string? term = null) =>
        term is null ? SendAsync("#decide", ("verdict", verdict)) : SendAsync("#decide", ("verdict", verdict), ("term", term));

    public async Task<ReviewClient> PostAsync(string path, IReadOnlyDictionary<string, string> fields, string? origin = null)
    {
        using var content = new FormUrlEncodedContent(fields);
        await PostAsync(path, content, origin);
        return this;
    }

    public async Task PostAsync(string path, HttpContent content, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        await ReadAsync(await _client.SendAsync(request));
    }

    private async Task ReadAsync(HttpResponseMessage response)
    {
        Last = response;
        Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
    }
}
