using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Ocw.Nde.Node.Tests.Review;

namespace Ocw.Nde.Node.Tests.Browser;

/// <summary>One window, with what the browser complained about and where it went.</summary>
public sealed class BrowserWindow : IAsyncDisposable
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    internal BrowserWindow(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            // A page that is not found is no complaint, nor is a thing that stands under the base IRI, where nobody listens here.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { IsLoopback: false, Scheme: "http" or "https" })
                _complaints.Enqueue("asked " + request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, things that the content policy blocked, requests to other hosts.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public IKeyboard Keyboard => Page.Keyboard;

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    public async Task GoAsync(string path) => await Page.GotoAsync(path);

    public async Task<string> HeadingAsync() => await Page.Locator("h1").InnerTextAsync();

    public async Task LogInAsync(string language = "nl")
    {
        await GoAsync("/termen/beoordelen/inloggen?lang=" + language);
        await Page.FillAsync("#key", ReviewNode.AnnaKey);
        await Page.PressAsync("#key", "Enter");
        await Page.WaitForSelectorAsync("#review");
    }

    /// <summary>Goes on by the Tab key until the element has the focus.</summary>
    public async Task TabToAsync(string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            // Read by the driver: this works in windows without scripts too.
            if (await Page.Locator($"{selector}:focus").CountAsync() > 0)
                return;
            await Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"No {selector} is reached by the Tab key.");
    }

    /// <summary>Presses a key that leads to another page, and waits for it.</summary>
    public async Task PressAndGoAsync(string key)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        await Keyboard.PressAsync(key);
        await loaded.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Page.Load -= Loaded;
    }

    /// <summary>What axe finds wrong, one line each.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var result = await Page.RunAxe(Rules);
        return [.. result.Violations.Select(v => $"{Page.Url}: {v.Id} ({v.Help}): {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")];
    }
}
