using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.Browser;

/// <summary>Review without a mouse: with the keys of the page, and with those of the browser alone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReviewKeyboardTests(Chromium chromium)
{
    [ChromiumFact]
    public async Task From_login_to_accept_and_undo_by_keyboard_alone()
    {
        await using var window = await chromium.OpenAsync();
        await window.GoAsync("/termen/beoordelen?lang=nl");
        await window.TabToAsync("#key");
        await window.Keyboard.TypeAsync(Review.ReviewNode.AnnaKey);
        await window.PressAndGoAsync("Enter");
        var first = await window.HeadingAsync();

        // Accept the first candidate, take it back, accept the second.
        await window.PressAndGoAsync("Enter");
        Assert.NotEqual(first, await window.HeadingAsync());
        await window.PressAndGoAsync("u");
        Assert.Equal(first, await window.HeadingAsync());
        await window.Keyboard.PressAsync("2");
        var second = await window.Page.Locator("#t2").GetAttributeAsync("value") ?? "";
        await window.PressAndGoAsync("Enter");
        Assert.Equal([second], StateOf(first).Terms);

        // Search for another one, leave the box, choose what was found, say that it is broader; put off the next; list the keys.
        var other = await window.HeadingAsync();
        await window.Keyboard.PressAsync("/");
        await window.Keyboard.TypeAsync("meubels");
        await window.PressAndGoAsync("Enter");
        await window.Keyboard.PressAsync("1");
        await window.PressAndGoAsync("b");
        Assert.Equal([Review.ReviewNode.Terms + "meubels"], StateOf(other).Terms);
        await window.Keyboard.PressAsync("?");
        Assert.True(await window.Page.Locator("details[data-key='?'] dl").IsVisibleAsync());
        await window.Keyboard.PressAsync("?");
        await window.PressAndGoAsync("u");
        await window.PressAndGoAsync("u");
        Assert.Equal(ReviewOutcome.Open, StateOf(first).Outcome);
        Assert.Empty(window.Complaints);
    }

    [ChromiumFact]
    public async Task Keys_that_were_switched_off_do_nothing()
    {
        await using var window = await chromium.OpenAsync();
        await window.LogInAsync();
        await window.Keyboard.PressAsync("?");
        await window.TabToAsync("form[action$=sneltoetsen] button");
        await window.PressAndGoAsync("Enter");
        var heading = await window.HeadingAsync();

        await window.Keyboard.PressAsync("n");
        await window.Keyboard.PressAsync("s");
        await window.GoAsync("/termen/beoordelen?lang=nl");

        Assert.Equal(heading, await window.HeadingAsync());
    }

    [ChromiumFact]
    public async Task Without_scripts_the_keys_of_the_browser_do_it_all()
    {
        await using var window = await chromium.OpenAsync(scripts: false);
        await window.GoAsync("/termen/beoordelen?lang=en");
        await window.TabToAsync("#key");
        await window.Keyboard.TypeAsync(Review.ReviewNode.AnnaKey);
        await window.PressAndGoAsync("Enter");
        var heading = await window.HeadingAsync();

        // The first candidate has the focus; the arrow chooses the second, Enter sends the form.
        await window.Keyboard.PressAsync("ArrowDown");
        await window.PressAndGoAsync("Enter");

        Assert.Equal(ReviewOutcome.Accepted, StateOf(heading).Outcome);
        await window.Page.ClickAsync("form[action$=terug] button");
        Assert.Equal(ReviewOutcome.Open, StateOf(heading).Outcome);
    }

    [ChromiumTheory]
    [InlineData("/")]
    [InlineData("/search?q=bank")]
    [InlineData("/page/id/museum/2")]
    [InlineData("/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D")]
    public async Task Public_pages_say_the_same_without_scripts(string path)
    {
        await using var with = await chromium.OpenAsync();
        await using var without = await chromium.OpenAsync(scripts: false);
        await with.GoAsync(path);
        await without.GoAsync(path);

        Assert.Equal(await with.Page.Locator("main").InnerTextAsync(), await without.Page.Locator("main").InnerTextAsync());
    }

    private ReviewState StateOf(string heading)
    {
        var item = chromium.Node.ItemOf(heading.Trim('«', '»'));
        return chromium.Node.Queue.Log.Current.StateOf(item.Subject, item.Datasets[0], item.Language);
    }
}
