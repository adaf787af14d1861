namespace Ocw.Nde.Node.Features.Termen.Review;

/// <summary>Someone who is logged in.</summary>
public sealed class ReviewSession(string person, string? institution, string csrf)
{
    /// <summary>The name of the key.</summary>
    public string Person { get; } = person;

    /// <summary>The one institution whose literals are seen and decided; <see langword="null"/> for all of the node.</summary>
    public string? Institution { get; } = institution;

    /// <summary>What every form must bring along.</summary>
    public string Csrf { get; } = csrf;

    /// <summary>Whether single keys act: a person can switch them off (WCAG 2.1.4).</summary>
    public bool HasShortcuts { get; set; } = true;

    /// <summary>What the next undo takes back: institution and event or batch, last first.</summary>
    public Stack<(string Institution, string Name)> Undoable { get; } = new();

    /// <summary>What is told once, on the next page.</summary>
    public string? Message { get; set; }

    /// <summary>When it was used last.</summary>
    public DateTimeOffset Used { get; set; }
}
