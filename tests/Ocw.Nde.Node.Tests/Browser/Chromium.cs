using Microsoft.Playwright;
using Ocw.Nde.Node.Tests.Review;

namespace Ocw.Nde.Node.Tests.Browser;

/// <summary>The Chromium of this machine, and a served node to look at; started once for all browser tests.</summary>
public sealed class Chromium : IAsyncLifetime, IDisposable
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The program; CHROMIUM names another one.</summary>
    public static string Path => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public ReviewNode Node { get; } = new();

    public async Task InitializeAsync()
    {
        if (!File.Exists(Path))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments, Timeout = 120_000 });
        await Node.HarvestAsync(extra: 12);
        await Node.ServeAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Node.CloseAsync();
        Dispose();
    }

    public void Dispose() => Node.Dispose();

    /// <summary>A window of a new person.</summary>
    public async Task<BrowserWindow> OpenAsync(bool dark = false, bool scripts = true, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Node.Address,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(60_000);
        return new BrowserWindow(context, await context.NewPageAsync());
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
