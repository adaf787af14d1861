namespace Ocw.Nde.Node.Commands;

/// <summary>What a command tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>The data or the run has faults, which were reported.</summary>
    public const int Faults = 1;

    /// <summary>The command was not understood, or its settings are wrong.</summary>
    public const int Usage = 2;
}
