namespace Ocw.Nde.Mapping.Lifting;

/// <summary>A record cannot be lifted: it is set aside with this reason. Values are never part of the message.</summary>
internal sealed class LiftException(string code, string message) : Exception(message)
{
    /// <summary>The stable short code.</summary>
    public string Code { get; } = code;
}
