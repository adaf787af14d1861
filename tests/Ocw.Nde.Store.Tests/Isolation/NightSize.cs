namespace Ocw.Nde.Store.Tests.Isolation;

/// <summary>Small in CI, large where OCWNDE_NIGHT=1.</summary>
internal static class NightSize
{
    public static int Of(int ci, int night) => Environment.GetEnvironmentVariable("OCWNDE_NIGHT") == "1" ? night : ci;
}
