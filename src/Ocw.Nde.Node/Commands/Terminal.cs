using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Commands;

/// <summary>Where a command reads and writes: results to <see cref="Out"/>, messages and progress to <see cref="Error"/>.</summary>
internal sealed class Terminal
{
    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>Opens standard input as bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Standard output, as text; only results go there.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard output, as bytes, for results that are already encoded.</summary>
    public required Stream OutBytes { get; init; }

    /// <summary>Standard error: messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches standard error: then progress is a live bar.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>How many columns standard output has where a person reads it; <see langword="null"/> where it goes to a file or another program.</summary>
    public int? OutWidth { get; init; }

    /// <summary>The language of messages; <c>--lang</c> changes it.</summary>
    public Language Language { get; set; }

    /// <summary>The environment, for settings and file addresses.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new()
    {
        In = Console.In,
        Out = Console.Out,
        OutBytes = Console.OpenStandardOutput(),
        Error = Console.Error,
        IsInteractive = !Console.IsErrorRedirected && System.Environment.GetEnvironmentVariable("CI") is null,
        OutWidth = Console.IsOutputRedirected ? null : Math.Max(80, Console.WindowWidth),
        Language = Languages.OfTerminal(System.Environment.GetEnvironmentVariable),
    };

    /// <summary>A message in the person's language.</summary>
    public void Say(string nl, string en) => Error.WriteLine(new LocalizedText(nl, en).In(Language));
}
