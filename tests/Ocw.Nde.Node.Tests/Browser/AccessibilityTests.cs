namespace Ocw.Nde.Node.Tests.Browser;

/// <summary>No page has a fault that axe finds (WCAG 2.2 A and AA, and good practice), in Dutch and English, light and dark.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly string[] Public =
    [
        "/", "/search?q=bank", "/search?q=", "/page/id/museum/2", "/page/id/dataset/prenten", "/term?iri=https%3A%2F%2Ftermen.voorbeeld.example%2Fsteen",
        "/sparql", "/sparql?query=SELECT%20*%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%205", "/sparql?query=SELECT%20*%20WHERE%20%7B", "/zomaar", "/termen/beoordelen/inloggen", "/termen/graphql",
        "/termen", "/termen?q=bank", "/termen?q=bank&source=termen", "/termen?q=zwxq", "/termen?q=%22bank", "/termen/bronnen", "/termen/reconcile-features",
        "/termen/term?uri=https%3A%2F%2Ftermen.voorbeeld.example%2Fmeubels", "/termen/term?uri=https%3A%2F%2Ftermen.voorbeeld.example%2Fbank2", "/termen/term?uri=https%3A%2F%2Ftermen.voorbeeld.example%2Fnergens",
    ];

    private static readonly string[] Private =
    [
        "", "/lijst", "/reeks?threshold=0.5&gap=0", "/besluiten", "/tabel", "?zoek=kist",
    ];

    [ChromiumTheory]
    [InlineData("nl", false)]
    [InlineData("nl", true)]
    [InlineData("en", false)]
    [InlineData("en", true)]
    public async Task Public_pages_have_no_fault(string language, bool dark)
    {
        await using var window = await chromium.OpenAsync(dark);
        var faults = new List<string>();
        foreach (var path in Public)
        {
            await window.GoAsync(WithLanguage(path, language));
            faults.AddRange(await window.FaultsAsync());
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(window.Complaints);
    }

    [ChromiumTheory]
    [InlineData("nl", false)]
    [InlineData("en", true)]
    public async Task Review_pages_have_no_fault(string language, bool dark)
    {
        await using var window = await chromium.OpenAsync(dark);
        await window.LogInAsync(language);
        var faults = new List<string>();
        foreach (var path in Private)
        {
            await window.GoAsync(WithLanguage("/termen/beoordelen" + path, language));
            faults.AddRange(await window.FaultsAsync());
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(window.Complaints);
    }

    [ChromiumFact]
    public async Task Pages_fit_a_narrow_window()
    {
        await using var window = await chromium.OpenAsync(width: 320);
        await window.LogInAsync();
        foreach (var path in Public.Concat(Private.Select(p => "/termen/beoordelen" + p)))
        {
            await window.GoAsync(WithLanguage(path, "nl"));
            var width = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            var wide = await window.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 340).map(e => e.outerHTML.slice(0, 200)).slice(0, 3).join(' | ')");
            Assert.True(width <= 340 || await window.Page.Locator("table").CountAsync() > 0, $"{path} is {width} pixels wide in a window of 320: {wide}");
        }
    }

    private static string WithLanguage(string path, string language) => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language;
}
